%% The naive comparison of two tables, and random tables to compare.

%% Makes pairs of tables of all types that differ at random: TYPE-N-a.dets and TYPE-N-b.dets.
main(["make", Seed, Count]) ->
    rand:seed(exsss, list_to_integer(Seed)),
    [pair(Type, N) || Type <- [set, bag, duplicate_bag], N <- lists:seq(1, list_to_integer(Count))];
%% Prints for each pair: name, added, removed, changed and unchanged keys.
main(["compare" | Names]) ->
    [io:format("~s ~p ~p ~p ~p~n", [Name | compare(read(Name, "a"), read(Name, "b"))]) || Name <- Names].

pair(Type, N) ->
    Name = io_lib:format("~s-~p", [Type, N]),
    Objects = [object() || _ <- lists:seq(1, rand:uniform(600) - 1)],
    Kept = [O || O <- Objects, rand:uniform(100) > 3],
    Changed = [case rand:uniform(50) of 1 -> setelement(2, O, changed); _ -> O end || O <- Kept],
    make([Name, "-a.dets"], Type, Objects),
    make([Name, "-b.dets"], Type, shuffled(Changed ++ [object() || _ <- lists:seq(1, rand:uniform(5) - 1)])).

%% Other numbers of slots, an open table that grows, records that come in another order.
make(File, Type, Objects) ->
    Slots = lists:nth(rand:uniform(4), [256, 512, 1024, 4096]),
    {ok, T} = dets:open_file(make_ref(), [{file, lists:flatten(File)}, {type, Type}, {min_no_slots, Slots}]),
    [ok = dets:insert(T, O) || O <- Objects],
    ok = dets:close(T).

shuffled(List) -> [O || {_, O} <- lists:sort([{rand:uniform(), O} || O <- List])].

object() -> {key(rand:uniform(9)), value(rand:uniform(5)), rand:uniform(3)}.

key(1) -> rand:uniform(300);
key(2) -> float(rand:uniform(300));
key(3) -> list_to_atom("k" ++ integer_to_list(rand:uniform(300)));
key(4) -> integer_to_binary(rand:uniform(300));
key(5) -> #{a => rand:uniform(20), 1 => x, 1.0 => y};
key(6) -> {rand:uniform(20), float(rand:uniform(3))};
key(7) -> [rand:uniform(256) - 1, rand:uniform(3)];
key(8) -> list_to_atom([16#e9, rand:uniform(200) + 300]);
key(9) -> <<(rand:uniform(300)):13>>.

value(1) -> 1;
value(2) -> 1.0;
value(3) -> #{x => rand:uniform(2), y => [z]};
value(4) -> maps:from_list([{I, I} || I <- lists:seq(1, 40)]);
value(5) -> <<"text">>.

compare(A, B) ->
    Same = fun(K) -> sorted(maps:get(K, A)) =:= sorted(maps:get(K, B)) end,
    Both = [K || K <- maps:keys(A), maps:is_key(K, B)],
    Unchanged = length([K || K <- Both, Same(K)]),
    [maps:size(B) - length(Both), maps:size(A) - length(Both), length(Both) - Unchanged, Unchanged].

%% By their encodings: a sort by value leaves 1 and 1.0 in the order in which they came.
sorted(Objects) -> lists:sort([term_to_binary(O, [deterministic]) || O <- Objects]).

read(Name, Side) ->
    {ok, T} = dets:open_file(make_ref(), [{file, Name ++ "-" ++ Side ++ ".dets"}, {access, read}, {type, type(Name)}]),
    Groups = dets:foldl(fun(O, M) -> maps:update_with(element(1, O), fun(L) -> [O | L] end, [O], M) end, #{}, T),
    ok = dets:close(T),
    Groups.

type("set" ++ _) -> set;
type("bag" ++ _) -> bag;
type(_) -> duplicate_bag.
