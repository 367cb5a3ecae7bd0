%% What Erlang says of encoded terms. Files hold records: a length in four bytes, then the bytes.

%% Random terms of all kinds, each as term_to_binary gives it.
main(["generate", Seed, Count, Out]) ->
    rand:seed(exsss, list_to_integer(Seed)),
    Numbers = lists:seq(1, list_to_integer(Count)),
    write(Out, each(fun(_) -> term_to_binary(term(rand:uniform(4) - 1)) end, Numbers));
%% For each record how many of its bytes make a term, or -1 when they are none: 32 bits signed.
main(["used", In, Out]) ->
    ok = file:write_file(Out, each(fun(R) -> <<(used(R)):32/signed>> end, read(In)));
%% For each record the portable hash of its term: 32 bits.
main(["hash", In, Out]) ->
    ok = file:write_file(Out, each(fun(R) -> <<(erlang:phash2(binary_to_term(R))):32>> end, read(In)));
%% For each two records how their terms compare, when dets updates a table, and by value: 8 bits
%% signed each, 2 when that is not known.
main(["compare", In, Out]) ->
    ok = file:write_file(Out, each(fun comparison/1, pairs(read(In))));
%% Checks that the records of two files are the same terms, one by one.
main(["same", InA, InB]) ->
    As = read(InA),
    Bs = read(InB),
    true = length(As) =:= length(Bs),
    [same(binary_to_term(A), binary_to_term(B)) || {A, B} <- lists:zip(As, Bs)],
    io:format("~p the same", [length(As)]).

same(A, B) when A =:= B -> ok;
same(A, B) ->
    io:format("~w is not ~w~n", [A, B]),
    halt(1).

used(Record) ->
    try binary_to_term(Record, [used]) of
        {_, Used} -> Used
    catch
        error:badarg -> -1
    end.

%% Tail-recursive: on a deep stack every garbage collection takes its time.
each(F, List) ->
    lists:reverse(lists:foldl(fun(E, Done) -> [F(E) | Done] end, [], List)).

pairs([A, B | More]) -> [{A, B} | pairs(More)];
pairs([]) -> [].

comparison({A, B}) ->
    {S, T} = {binary_to_term(A), binary_to_term(B)},
    <<(in_updates(S, T)):8/signed, (by_value(S, T)):8/signed>>.

%% The order that dets itself merges keys by; both ways are asked, since for some terms it is no order.
in_updates(A, B) ->
    case {dets_utils:cmp(A, B), dets_utils:cmp(B, A)} of
        {C, D} when C =:= -D -> C;
        {C, C} -> 2
    end.

by_value(A, A) -> 0;
by_value(A, B) when A < B -> -1;
by_value(A, B) when A > B -> 1;
by_value(_, _) -> 2.

read(File) ->
    {ok, Bytes} = file:read_file(File),
    [R || <<N:32, R:N/binary>> <= Bytes].

write(File, Records) ->
    ok = file:write_file(File, [[<<(byte_size(R)):32>>, R] || R <- Records]).

term(0) -> scalar(rand:uniform(18));
term(Depth) -> container(rand:uniform(10), Depth - 1).

scalar(1) -> rand:uniform(256) - 1;
scalar(2) -> rand:uniform(2000) - 1000;
scalar(3) -> (1 bsl 27) + rand:uniform(5) - 3;
scalar(4) -> -(1 bsl 27) + rand:uniform(5) - 3;
scalar(5) -> sign() * ((1 bsl (rand:uniform(70) + 10)) + rand:uniform(5) - 3);
scalar(6) -> sign() * rand:uniform(1 bsl (8 * rand:uniform(300)));
scalar(7) -> float(rand:uniform(10));
scalar(8) -> number(rand:bytes(8));
scalar(9) -> pick([a, b, ok, true, undefined, '', 'Elixir.AgentCom.Task', node]);
scalar(10) -> list_to_atom([rand:uniform(255) || _ <- lists:seq(1, rand:uniform(8))]);
scalar(11) -> list_to_atom([pick([$x, 16#e9, 16#100, 16#65e5, 16#1F600]) || _ <- "123"]);
scalar(12) -> rand:bytes(rand:uniform(40) - 1);
scalar(13) -> Bits = rand:uniform(60), <<X:Bits/bitstring, _/bitstring>> = rand:bytes(8), X;
scalar(14) -> [];
scalar(15) -> [rand:uniform(256) - 1 || _ <- lists:seq(1, rand:uniform(20))];
scalar(16) -> identifier(rand:uniform(7));
scalar(17) -> fun lists:map/2;
scalar(18) -> <<>>.

container(1, _) -> {};
container(2, D) -> {term(0), term(D)};
container(3, D) -> list_to_tuple(terms(D, rand:uniform(6)));
container(4, D) -> terms(D, rand:uniform(6));
container(5, D) -> terms(D, rand:uniform(3)) ++ pick([term(0), x, 5]);
container(6, D) -> [rand:uniform(256) - 1, rand:uniform(256) - 1 | terms(D, 2)] ++ "tail";
container(7, D) -> maps:from_list([{term(0), term(D)} || _ <- lists:seq(1, rand:uniform(6))]);
container(8, D) -> #{term(D) => 1, term(D) => term(0), <<"id">> => 2};
container(9, D) -> local_fun(rand:uniform(3), term(D), term(0));
container(10, D) ->
    %% More than 32 keys. Plain ones: OTP 25 compares such maps wrongly, or without end, when two of
    %% their keys have one hash, as references can have.
    Keys = pick([[a], [<<"id">>, 0.5], [{1}, {1.0}], [[2], "s"]]) ++ lists:seq(1, 30 + rand:uniform(10)),
    maps:from_list([{K, term(D)} || K <- Keys]).

terms(D, N) -> [term(rand:uniform(D + 1) - 1) || _ <- lists:seq(1, N)].

local_fun(1, _, _) -> fun(X) -> X end;
local_fun(2, A, _) -> fun(X) -> {X, A} end;
local_fun(3, A, B) -> fun(X, Y) -> {X, Y, A, B} end.

identifier(1) -> self();
identifier(2) -> make_ref();
identifier(3) -> hd(erlang:ports());
identifier(4) -> binary_to_term(<<131, 88, 119, 3, "a@b", (word()):32, (word()):32, (word()):32>>);
identifier(5) -> binary_to_term(<<131, 89, 119, 3, "a@b", (word()):32, (word()):32>>);
identifier(6) -> binary_to_term(<<131, 120, 119, 3, "a@b", (word()):32, (word()):32, (word()):32>>);
identifier(7) ->
    N = rand:uniform(5),
    Words = << <<(word()):32>> || _ <- lists:seq(1, N)>>,
    binary_to_term(<<131, 90, N:16, 119, 3, "a@b", (word()):32, Words/binary>>).

word() -> rand:uniform(1 bsl 32) - 1.

sign() -> pick([1, -1]).

pick(Choices) -> lists:nth(rand:uniform(length(Choices)), Choices).

number(<<F/float>>) -> F;
number(_) -> 0.5.
