#!/usr/bin/env escript
%% The peer of diff-vs-erlang: real Erlang.
%%   diff.escript make DIR RECORDS          makes a.dets, b.dets (a with 1 % changed and 0.1 % added and
%%                                          removed) and c.dets (the records of b in other slots)
%%   diff.escript diff A B ROUNDS           prints the median time of a comparison in milliseconds
-mode(compile).

main(["make", Dir, Records]) ->
    rand:seed(exsss, 1),
    N = list_to_integer(Records),
    A = filename:join(Dir, "a.dets"),
    B = filename:join(Dir, "b.dets"),
    fill(A, 256, fun() -> generate(1, N) end),
    {ok, _} = file:copy(A, B),
    with(B, fun(T) ->
        ok = dets:insert(T, [task(I, changed) || I <- lists:seq(1, N, 100)]),
        [ok = dets:delete(T, key(I)) || I <- lists:seq(2, N, 1000)],
        ok = dets:insert(T, [task(N + I, new) || I <- lists:seq(1, N div 1000)])
    end),
    %% Its records in one heap, since a table cannot be read while another is being filled from it.
    Objects = with(B, fun(T) -> dets:foldl(fun(O, L) -> [O | L] end, [], T) end),
    fill(filename:join(Dir, "c.dets"), 4 * N, fun() -> chunks(Objects) end);
main(["diff", A, B, Rounds]) ->
    Times = [element(1, timer:tc(fun() -> diff(A, B) end)) || _ <- lists:seq(1, list_to_integer(Rounds))],
    io:format("~.2f~n", [lists:nth((length(Times) + 1) div 2, lists:sort(Times)) / 1000]).

%% The fastest way we know: one table into ets, the other one against it. It takes the memory of a table.
diff(A, B) ->
    Seen = ets:new(seen, [set]),
    {ok, TA} = dets:open_file(make_ref(), [{file, A}, {access, read}]),
    {ok, TB} = dets:open_file(make_ref(), [{file, B}, {access, read}]),
    Seen = dets:to_ets(TA, Seen),
    Counts = dets:foldl(fun(O, {Added, Changed, Same}) ->
        case ets:take(Seen, element(1, O)) of
            [] -> {Added + 1, Changed, Same};
            [O] -> {Added, Changed, Same + 1};
            [_] -> {Added, Changed + 1, Same}
        end
    end, {0, 0, 0}, TB),
    Result = {Counts, ets:info(Seen, size)},
    ets:delete(Seen),
    ok = dets:close(TA),
    ok = dets:close(TB),
    Result.

fill(File, Slots, Source) ->
    {ok, T} = dets:open_file(make_ref(), [{file, File}]),
    ok = dets:init_table(T, reader(Source), [{min_no_slots, Slots}]),
    ok = dets:close(T).

%% The function of init_table/3 gives some records and the function for those that follow; it is
%% called in the table's own process.
reader(Source) ->
    fun(close) -> ok;
       (read) ->
            case Source() of
                [] -> end_of_input;
                {Objects, More} -> {Objects, reader(More)}
            end
    end.

generate(I, N) when I > N -> [];
generate(I, N) ->
    To = min(N, I + 999),
    {[task(J, old) || J <- lists:seq(I, To)], fun() -> generate(To + 1, N) end}.

chunks([]) -> [];
chunks(Objects) ->
    {Some, More} = split(1000, Objects, []),
    {Some, fun() -> chunks(More) end}.

split(N, [O | More], Some) when N > 0 -> split(N - 1, More, [O | Some]);
split(_, More, Some) -> {Some, More}.

with(File, F) ->
    {ok, T} = dets:open_file(make_ref(), [{file, File}]),
    Result = F(T),
    ok = dets:close(T),
    Result.

key(I) -> <<"task-", (integer_to_binary(I))/binary>>.

task(I, Status) ->
    {key(I),
     #{id => I, status => Status,
       agent => <<"agent-", (integer_to_binary(I rem 50))/binary>>,
       description => binary:copy(<<(integer_to_binary(I))/binary, " ">>, 10),
       tags => [build, test], created_at => 1739200000000 + I}}.
