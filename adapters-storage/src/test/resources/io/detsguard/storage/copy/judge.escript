%% Judges copies: each must open without repair and hold only whole pairs.
%% Argument: a file with the name of one copy a line. Prints a verdict for each.

main([List]) ->
    {ok, Names} = file:read_file(List),
    [io:format("~s~n", [judge(binary_to_list(Name))])
     || Name <- binary:split(Names, <<"\n">>, [global, trim_all])].

judge(File) ->
    case dets:open_file(make_ref(), [{file, File}, {access, read}, {repair, false}]) of
        {ok, Table} ->
            Verdict = pairs(Table),
            dets:close(Table),
            Verdict;
        {error, Reason} ->
            io_lib:format("does not open: ~p", [Reason])
    end.

pairs(Table) ->
    Add = fun({{I, _}, V, _}, Sums) ->
        maps:update_with(I, fun({S, N}) -> {S + V, N + 1} end, {V, 1}, Sums)
    end,
    case dets:foldl(Add, #{}, Table) of
        Sums when is_map(Sums) ->
            Broken = [I || {I, Sum} <- maps:to_list(Sums), Sum =/= {0, 2}],
            Counted = 2 * maps:size(Sums) =:= dets:info(Table, size),
            case {Broken, Counted} of
                {[], true} -> "whole";
                _ -> io_lib:format("torn: ~p", [{Broken, Counted}])
            end;
        Error ->
            io_lib:format("cannot be read: ~p", [Error])
    end.
