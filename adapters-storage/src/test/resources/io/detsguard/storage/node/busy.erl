%% Tables under saturating writers. Each insert writes two records that add up to zero; every writer
%% also counts its inserts in a pair of its own, in the same insert, and in a counter of the node.
-module(busy).
-export([start/6, acked/1, stop/1]).

%% Kind: same (updates that keep sizes), mixed (records grow and shrink), grow (new keys, up to four
%% times as many as at first). Opens the table, fills it and starts the writers.
start(Name, File, Kind, Keys, Pad, Writers) ->
    Parent = self(),
    Keeper = spawn(fun() -> keep(Parent, Name, File, Kind, Keys, Pad, Writers) end),
    receive {Keeper, ready} -> ok end.

keep(Parent, Name, File, Kind, Keys, Pad, Writers) ->
    {ok, Name} = dets:open_file(Name, [{file, File}, {auto_save, infinity}]),
    [ok = dets:insert(Name, lists:append([pair(I, 1000000, Pad) || I <- lists:seq(From, min(From + 199, Keys))]))
     || From <- lists:seq(1, Keys, 200)],
    Counts = counters:new(Writers, []),
    persistent_term:put({busy, Name}, {Counts, self()}),
    Pids = [spawn_link(fun() ->
                rand:seed(exsss, {W, Keys, Pad}),
                write(Name, Kind, Keys, Pad, W, Counts, 1)
            end) || W <- lists:seq(1, Writers)],
    Parent ! {self(), ready},
    receive {stop, From} ->
        [begin unlink(P), Ref = monitor(process, P), exit(P, kill), receive {'DOWN', Ref, _, _, _} -> ok end end || P <- Pids],
        ok = dets:close(Name),
        From ! {self(), stopped}
    end.

write(Name, Kind, Keys, Pad, W, Counts, N) ->
    {I, Size} = next(Kind, Keys, Pad, N),
    ok = dets:insert(Name, pair(I, 1000000 + N, Size) ++ pair({writer, W}, 1000000 + N, 0)),
    counters:put(Counts, W, N),
    write(Name, Kind, Keys, Pad, W, Counts, N + 1).

next(same, Keys, Pad, _) -> {rand:uniform(Keys), Pad};
next(mixed, Keys, Pad, _) -> {rand:uniform(Keys), rand:uniform(2 * Pad)};
next(grow, Keys, Pad, N) when N < 3 * Keys -> {Keys + rand:uniform(3 * Keys), Pad};
next(grow, Keys, Pad, _) -> {rand:uniform(4 * Keys), Pad}.

pair(I, V, Size) ->
    [{{I, a}, V, <<0:Size/unit:8>>}, {{I, b}, -V, <<0:Size/unit:8>>}].

%% What each writer has been told is in the table.
acked(Name) ->
    {Counts, _} = persistent_term:get({busy, Name}),
    list_to_tuple([counters:get(Counts, W) || W <- lists:seq(1, maps:get(size, counters:info(Counts)))]).

stop(Name) ->
    {_, Keeper} = persistent_term:get({busy, Name}),
    Keeper ! {stop, self()},
    receive {Keeper, stopped} -> ok end.
