%% Holds repaired tables against what Erlang's own repair makes of the same damaged files.
%%   main(Names)   for each name N: N.dets is damaged, N.repaired is ours; prints only complaints
main(Names) ->
    error_logger:tty(false),
    [judge(Name) || Name <- Names].

judge(Name) ->
    Theirs = by_erlang(Name),
    Ours = by_us(Name),
    Lost = [Object || Object <- lists:usort(Theirs), not lists:member(Object, Ours)],
    %% Of two versions of a key ours may be the other one; the key must be there.
    Keys = [element(1, Object) || Object <- Ours],
    Missing = [Key || {Key, _} <- Lost, not lists:member(Key, Keys)],
    Missing =:= [] orelse io:format("~s: lost ~b of ~b~n", [Name, length(Missing), length(Theirs)]).

by_us(Name) ->
    File = Name ++ ".repaired",
    case filelib:is_file(File) of
        false -> [];
        true ->
            {ok, T} = dets:open_file(make_ref(),
                [{file, File}, {type, type(File)}, {access, read}, {repair, false}]),
            Objects = dets:foldl(fun(Object, All) -> [Object | All] end, [], T),
            Bad = [O || O <- Objects, not lists:member(O, dets:lookup(T, element(1, O)))],
            Bad =:= [] orelse io:format("~s: not found by key: ~p~n", [Name, Bad]),
            length(Objects) =:= dets:info(T, size) orelse io:format("~s: wrong count~n", [Name]),
            ok = dets:close(T),
            Objects
    end.

type(File) ->
    {ok, <<_:12/binary, Type:32, _/binary>>} = file:read_file(File),
    element(Type, {set, bag, duplicate_bag}).

by_erlang(Name) ->
    File = Name ++ ".theirs",
    {ok, Bytes} = file:read_file(Name ++ ".dets"),
    ok = file:write_file(File, left_open(Bytes)),
    case catch dets:open_file(File) of
        {ok, T} ->
            Objects = dets:foldl(fun(Object, All) -> [Object | All] end, [], T),
            dets:close(T),
            Objects;
        _ -> []
    end.

left_open(<<Front:8/binary, _:4/binary, Rest/binary>>) -> <<Front/binary, 0:32, Rest/binary>>;
left_open(Bytes) -> Bytes.
