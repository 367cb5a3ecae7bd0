%% Makes tables by random histories, or goes on with tables made elsewhere, and says what is in them.
%%
%%   histories SEED COUNT DIR   makes DIR/t<I>.dets, and copies taken while it was open:
%%                              t<I>_dirty.dets after a flush, t<I>_saved.dets after a sync
%%   continue SEED DIR          opens each DIR/*.dets without repair, finds each object by its key,
%%                              updates, deletes and inserts, closes and opens again
%%
%% One line for each file: name, objects, keys, and the SHA-256 over the sorted encodings.

main(["histories", Seed, Count, Dir]) ->
    seed(Seed),
    [history(I, Dir) || I <- lists:seq(1, list_to_integer(Count))];
main(["continue", Seed, Dir]) ->
    seed(Seed),
    [continue(File) || File <- lists:sort(filelib:wildcard(filename:join(Dir, "*.dets")))].

seed(Seed) ->
    put(reference, make_ref()),
    rand:seed(exsss, list_to_integer(Seed)).

%% ---------------------------------------------------------------- histories
history(I, Dir) ->
    Type = lists:nth(1 + I rem 3, [set, bag, duplicate_bag]),
    KeyPos = 1 + (I div 3) rem 3,
    File = filename:join(Dir, "t" ++ integer_to_list(I)),
    Min = pick([256, 256, 256, 700, 2048]),
    Args = [{type, Type}, {keypos, KeyPos}, {min_no_slots, Min},
            {max_no_slots, pick([default, default, 2048, 4096])}, {auto_save, infinity}],
    Keys = list_to_tuple([term(3) || _ <- lists:seq(1, pick([3, 50, 300, 1500]))]),
    [session(File, Args, Keys) || _ <- lists:seq(1, rand:uniform(3))],
    {ok, T} = dets:open_file(make_ref(), [{file, File ++ ".dets"}, {repair, false} | Args]),
    operations(T, Keys, rand:uniform(200)),
    ok = dets:insert(T, object(T, Keys)),
    _ = dets:info(T, size),
    {ok, _} = file:copy(File ++ ".dets", File ++ "_dirty.dets"),
    say(File ++ "_dirty.dets", T),
    ok = dets:sync(T),
    {ok, _} = file:copy(File ++ ".dets", File ++ "_saved.dets"),
    say(File ++ "_saved.dets", T),
    operations(T, Keys, rand:uniform(200)),
    say(File ++ ".dets", T),
    ok = dets:close(T).

session(File, Args, Keys) ->
    {ok, T} = dets:open_file(make_ref(), [{file, File ++ ".dets"}, {repair, false} | Args]),
    operations(T, Keys, rand:uniform(600) - 1),
    ok = dets:close(T).

operations(T, Keys, N) -> [operation(T, Keys, rand:uniform(100)) || _ <- lists:seq(1, N)].

operation(T, Keys, R) when R =< 50 -> ok = dets:insert(T, object(T, Keys));
operation(T, Keys, R) when R =< 60 ->
    ok = dets:insert(T, [object(T, Keys) || _ <- lists:seq(1, rand:uniform(40))]);
operation(T, Keys, R) when R =< 80 -> ok = dets:delete(T, key(Keys));
operation(T, Keys, R) when R =< 90 ->
    case dets:lookup(T, key(Keys)) of
        [] -> ok;
        Objects -> ok = dets:delete_object(T, pick(Objects)), ok = dets:insert(T, pick(Objects))
    end;
operation(T, _, R) when R =< 92 -> ok = dets:sync(T);
operation(T, Keys, R) when R =< 99 -> _ = dets:lookup(T, key(Keys)), ok;
operation(T, Keys, _) ->
    case rand:uniform(20) of
        1 -> ok = dets:delete_all_objects(T);
        _ -> [ok = dets:delete(T, key(Keys)) || _ <- lists:seq(1, tuple_size(Keys) div 2)]
    end.

object(T, Keys) -> object(dets:info(T, keypos), key(Keys), rand:uniform(3) - 1).

object(KeyPos, Key, More) ->
    list_to_tuple([term(2) || _ <- lists:seq(2, KeyPos)] ++ [Key] ++
                  [term(2) || _ <- lists:seq(1, More)]).

key(Keys) -> element(rand:uniform(tuple_size(Keys)), Keys).

%% ---------------------------------------------------------------- tables made elsewhere
continue(File) ->
    {ok, T} = dets:open_file(File, [{repair, false} | arguments(File)]),
    Objects = dets:match_object(T, '_'),
    KeyPos = dets:info(T, keypos),
    [true = lists:member(O, dets:lookup(T, element(KeyPos, O))) || O <- Objects],
    true = length(Objects) =:= dets:info(T, size),
    say(File, T),
    update(T, Objects, KeyPos),
    ok = dets:close(T),
    {ok, T} = dets:open_file(File, [{repair, false} | arguments(File)]),
    say(File, T),
    ok = dets:close(T).

arguments(File) ->
    {ok, <<_:12/binary, Type:32, _:12/binary, KeyPos:32, _/binary>>} =
        file:read_file(File),
    [{type, lists:nth(Type, [set, bag, duplicate_bag])}, {keypos, KeyPos}, {auto_save, infinity}].

update(T, Objects, KeyPos) ->
    [case rand:uniform(4) of
         1 -> ok = dets:delete(T, element(KeyPos, O));
         2 -> ok = dets:insert(T, O);
         3 -> ok = dets:insert(T, object(KeyPos, element(KeyPos, O), 2));
         4 -> ok
     end || O <- Objects],
    [ok = dets:insert(T, object(KeyPos, {new, I}, 1)) || I <- lists:seq(1, 200 + rand:uniform(600))],
    [ok = dets:delete(T, {new, I}) || I <- lists:seq(1, 100, 3)].

%% ---------------------------------------------------------------- answers
say(File, T) ->
    Encodings = lists:sort(dets:foldl(fun(O, All) -> [term_to_binary(O) | All] end, [], T)),
    Digest = crypto:hash(sha256, [[<<(byte_size(E)):32>>, E] || E <- Encodings]),
    io:format("~s ~b ~b ~s~n", [filename:basename(File), length(Encodings), dets:info(T, no_keys),
                                hex(Digest)]).

hex(Bytes) -> [io_lib:format("~2.16.0b", [B]) || <<B>> <= Bytes].

%% ---------------------------------------------------------------- terms
pick(List) -> lists:nth(rand:uniform(length(List)), List).

term(0) -> leaf(rand:uniform(14));
term(Depth) ->
    case rand:uniform(10) of
        1 -> list_to_tuple(terms(Depth));
        2 -> terms(Depth);
        3 -> maps:from_list([{term(Depth - 1), term(Depth - 1)} || _ <- terms(Depth)]);
        4 -> [term(Depth - 1) | leaf(3)];
        _ -> leaf(rand:uniform(14))
    end.

terms(Depth) -> [term(Depth - 1) || _ <- lists:seq(1, rand:uniform(5) - 1)].

leaf(1) -> rand:uniform(1000);
leaf(2) -> -rand:uniform(1 bsl 30);
leaf(3) -> pick([a, b, c, 'ä', '日本', undefined]);
leaf(4) -> float(rand:uniform(1000));
leaf(5) -> rand:normal();
leaf(6) -> (rand:uniform(1 bsl 60) bsl pick([0, 20, 70])) * pick([1, -1]);
leaf(7) -> rand:bytes(rand:uniform(60));
leaf(8) -> rand:bytes(pick([3, 300, 5000]));
leaf(9) -> <<(rand:uniform(8)):3>>;
leaf(10) -> lists:duplicate(rand:uniform(20), pick("xyz"));
leaf(11) -> fun lists:map/2;
leaf(12) -> pick([[], {}, #{}, <<>>, 0.0]);
%% One of each kind: the order of two references is Erlang's secret, so a writer refuses to guess.
leaf(13) -> pick([get(reference), self()]);
leaf(14) -> integer_to_binary(rand:uniform(500)).
