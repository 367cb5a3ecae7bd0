%% Makes tables by random histories and leaves them as a crash would.
%%   main([Seed, Count])   makes c1.dets ... in the current directory: copies taken while the
%%                         tables are open, some in the middle of a flush
main([Seed, Count]) ->
    rand:seed(exsss, list_to_integer(Seed)),
    [history(I) || I <- lists:seq(1, list_to_integer(Count))],
    halt(0).

history(I) ->
    Type = lists:nth(1 + I rem 3, [set, bag, duplicate_bag]),
    File = "live" ++ integer_to_list(I),
    {ok, T} = dets:open_file(make_ref(), [{file, File}, {type, Type}]),
    Copy = "c" ++ integer_to_list(I) ++ ".dets",
    [step(T) || _ <- lists:seq(1, 40 + rand:uniform(160))],
    rand:uniform(2) =:= 1 andalso dets:sync(T),
    [step(T) || _ <- lists:seq(1, rand:uniform(60))],
    %% Half of the copies race with a flush.
    rand:uniform(2) =:= 1 andalso dets:info(T, size),
    Flusher = spawn(fun() -> [step(T) || _ <- lists:seq(1, 200)], dets:sync(T) end),
    timer:sleep(rand:uniform(4) - 1),
    {ok, _} = file:copy(File, Copy),
    exit(Flusher, kill),
    ok.

step(T) ->
    Key = key(rand:uniform(60)),
    case rand:uniform(10) of
        1 -> dets:delete(T, Key);
        2 -> dets:insert(T, [{key(rand:uniform(400)), value()} || _ <- lists:seq(1, 50)]);
        3 -> dets:insert(T, {Key, binary:copy(<<"x">>, rand:uniform(20000))});
        4 -> dets:info(T, size);
        _ -> dets:insert(T, {Key, value()})
    end.

key(N) when N rem 5 =:= 0 -> {N, make_ref()};
key(N) when N rem 5 =:= 1 -> N * 1.0;
key(N) when N rem 5 =:= 2 -> list_to_atom("k" ++ integer_to_list(N));
key(N) when N rem 5 =:= 3 -> #{id => N};
key(N) -> N.

value() -> rand:bytes(rand:uniform(200)).
