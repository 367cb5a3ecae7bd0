#!/usr/bin/env escript
%% The peer of repair-vs-erlang: real Erlang.
%%   repair.escript make FILE RECORDS     makes a table of so many records and leaves it open, as a
%%                                        crash does
%%   repair.escript repair FILE ROUNDS    prints the times of opens that repair, in milliseconds;
%%                                        each round on a fresh copy
-mode(compile).

main(["make", File, Records]) ->
    rand:seed(exsss, 1),
    {ok, T} = dets:open_file(make_ref(), [{file, File}]),
    N = list_to_integer(Records),
    [ok = dets:insert(T, [task(I) || I <- lists:seq(From, min(From + 999, N))])
     || From <- lists:seq(1, N, 1000)],
    ok = dets:sync(T),
    ok = dets:insert(T, [task(I) || I <- lists:seq(1, N, 97)]),
    N = dets:info(T, size),
    halt(0);
main(["repair", File, Rounds]) ->
    [io:format("~.2f~n", [repair(File) / 1000]) || _ <- lists:seq(1, list_to_integer(Rounds))].

repair(File) ->
    Copy = File ++ ".copy",
    {ok, _} = file:copy(File, Copy),
    {Time, {ok, T}} = timer:tc(fun() -> dets:open_file(make_ref(), [{file, Copy}]) end),
    ok = dets:close(T),
    ok = file:delete(Copy),
    Time.

task(I) ->
    {<<"task-", (integer_to_binary(I))/binary>>,
     #{id => I, status => lists:nth(1 + I rem 3, [pending, assigned, completed]),
       agent => <<"agent-", (integer_to_binary(I rem 50))/binary>>,
       description => rand:bytes(10 + rand:uniform(70)),
       tags => [build, test], created_at => 1739200000000 + I}}.
