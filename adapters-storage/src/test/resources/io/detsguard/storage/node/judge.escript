%% Judges copies of tables that busy.erl writes: each must open without repair, hold only whole pairs, as many
%% records as its header says, and at least what its writers had been told before the copy began.
%% Argument: a file with lines of a copy's name and the counts of its writers. Prints a verdict for each.

main([List]) ->
    {ok, Lines} = file:read_file(List),
    [io:format("~s~n", [judge(string:lexemes(binary_to_list(Line), " "))])
     || Line <- binary:split(Lines, <<"\n">>, [global, trim_all])].

judge([File | Acked]) ->
    case dets:open_file(make_ref(), [{file, File}, {access, read}, {repair, false}]) of
        {ok, Table} ->
            Verdict = pairs(Table, [list_to_integer(N) || N <- Acked]),
            dets:close(Table),
            Verdict;
        {error, Reason} ->
            io_lib:format("does not open: ~p", [Reason])
    end.

pairs(Table, Acked) ->
    Add = fun({{I, _}, V, _}, Sums) ->
        maps:update_with(I, fun({S, N}) -> {S + V, N + 1} end, {V, 1}, Sums)
    end,
    case dets:foldl(Add, #{}, Table) of
        Sums when is_map(Sums) ->
            Broken = [I || {I, Sum} <- maps:to_list(Sums), Sum =/= {0, 2}],
            Counted = 2 * maps:size(Sums) =:= dets:info(Table, size),
            Late = [W || {W, N} <- lists:enumerate(Acked), N > 0, last(Table, W) < 1000000 + N],
            case {Broken, Counted, Late} of
                {[], true, []} -> "whole";
                _ -> io_lib:format("wrong: ~0p", [{Broken, Counted, Late}])
            end;
        Error ->
            io_lib:format("cannot be read: ~0p", [Error])
    end.

last(Table, W) ->
    case dets:lookup(Table, {{writer, W}, a}) of
        [{_, V, _}] -> V;
        [] -> 0
    end.
