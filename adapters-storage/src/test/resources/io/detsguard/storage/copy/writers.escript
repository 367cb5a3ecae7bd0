%% Tables in steady use, for LiveCopyTest: every insert writes two records that add up to zero.
%% Arguments: a file whose appearance ends it, and a seed.

main([Stop, Seed]) ->
    Parent = self(),
    Start = fun(Loop) ->
        spawn_link(fun() ->
            rand:seed(exsss, list_to_integer(Seed)),
            Loop(),
            Parent ! {done, self()}
        end)
    end,
    Writers = [Start(fun() -> hot(Stop) end),
               Start(fun() -> growing(Stop) end),
               Start(fun() -> never_saved(Stop) end)],
    [receive {done, Writer} -> ok end || Writer <- Writers],
    io:format("done~n").

%% Updates of records that keep their size, a sync after each few.
hot(Stop) ->
    Table = open(hot),
    [pair(Table, I, 1000000) || I <- lists:seq(1, 200)],
    until(Stop, fun(N) ->
        [pair(Table, rand:uniform(200), 1000000 + N) || _ <- lists:seq(1, rand:uniform(5))],
        sync_now_and_then(Table)
    end).

%% New records with each step, so that blocks, segments and free lists move.
growing(Stop) ->
    Table = open(growing),
    until(Stop, fun(N) ->
        [pair(Table, N * 10 + I, 1000000 + N) || I <- lists:seq(1, rand:uniform(4))],
        rand:uniform(6) =:= 1 andalso delete_pair(Table, rand:uniform(N * 10)),
        sync_now_and_then(Table)
    end).

never_saved(Stop) ->
    Table = open(never_saved),
    until(Stop, fun(N) -> pair(Table, N rem 50, 1000000 + N), timer:sleep(15) end).

open(Name) ->
    {ok, Table} = dets:open_file(Name, [{file, atom_to_list(Name) ++ ".dets"},
                                        {auto_save, infinity}]),
    Table.

pair(Table, I, V) ->
    ok = dets:insert(Table, [{{I, a}, V, <<0:640>>}, {{I, b}, -V, <<0:640>>}]).

delete_pair(Table, I) ->
    ok = dets:match_delete(Table, {{I, '_'}, '_', '_'}).

sync_now_and_then(Table) ->
    rand:uniform(3) =:= 1 andalso begin ok = dets:sync(Table), timer:sleep(rand:uniform(30)) end,
    rand:uniform(10) =:= 1 andalso timer:sleep(rand:uniform(40)).

until(Stop, Step) -> until(Stop, Step, 1).

until(Stop, Step, N) ->
    case filelib:is_file(Stop) of
        true -> ok;
        false -> Step(N), until(Stop, Step, N + 1)
    end.
