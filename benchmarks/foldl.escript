#!/usr/bin/env escript
%% The peer of check-vs-foldl: real Erlang.
%%   foldl.escript make FILE RECORDS     makes a table of so many records, and prints its length
%%   foldl.escript fold FILE ROUNDS      prints the best time of dets:foldl/3 in milliseconds
-mode(compile).

main(["make", File, Records]) ->
    rand:seed(exsss, 1),
    {ok, T} = dets:open_file(make_ref(), [{file, File}]),
    N = list_to_integer(Records),
    [ok = dets:insert(T, [task(I) || I <- lists:seq(From, min(From + 999, N))])
     || From <- lists:seq(1, N, 1000)],
    ok = dets:close(T),
    io:format("~b~n", [filelib:file_size(File)]);
main(["fold", File, Rounds]) ->
    {ok, T} = dets:open_file(make_ref(), [{file, File}, {access, read}]),
    N = list_to_integer(Rounds),
    [fold(T) || _ <- lists:seq(1, 3)],
    Best = lists:min([element(1, timer:tc(fun() -> fold(T) end)) || _ <- lists:seq(1, N)]),
    io:format("~.2f~n", [Best / 1000]).

fold(T) -> dets:foldl(fun(_, N) -> N + 1 end, 0, T).

task(I) ->
    {<<"task-", (integer_to_binary(I))/binary>>,
     #{id => I, status => lists:nth(1 + I rem 3, [pending, assigned, completed]),
       agent => <<"agent-", (integer_to_binary(I rem 50))/binary>>,
       description => rand:bytes(10 + rand:uniform(70)),
       tags => [build, test], created_at => 1739200000000 + I}}.
