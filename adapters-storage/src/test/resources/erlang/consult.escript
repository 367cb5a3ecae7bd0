%% What Erlang itself reads and writes as the text of terms. Records: a length in four bytes, bytes.

%% Checks that a text consults to the terms of the records, bit by bit.
main(["consult", Text, Records]) ->
    {ok, Consulted} = file:consult(Text),
    Originals = [binary_to_term(R) || R <- read(Records)],
    true = length(Consulted) =:= length(Originals),
    [same(restore(C), O) || {C, O} <- lists:zip(Consulted, Originals)],
    io:format("~p the same", [length(Originals)]);
%% Writes the terms of the records, those that have a notation, as Erlang does in three ways, and
%% their records.
main(["print", Records, Text, Printed]) ->
    Terms = [T || R <- read(Records), T <- [binary_to_term(R)], has_notation(T)],
    Formats = ["~tp.~n", "~tw.~n", "~p .% ~~p~n", "~w\t.\n"],
    Lines = [[io_lib:format(F, [T]) || F <- Formats] || T <- Terms],
    ok = file:write_file(Text, unicode:characters_to_binary(Lines)),
    ok = file:write_file(Printed, [[<<(byte_size(B)):32>>, B] || T <- Terms, B <- [term_to_binary(T)],
                                                               _ <- Formats]).

%% The one line that docs/toolbox.md gives to users, and what it takes to get everywhere.
restore({'$external_term', Bytes}) -> binary_to_term(Bytes);
restore([H | T]) -> [restore(H) | restore(T)];
restore(T) when is_tuple(T) -> list_to_tuple([restore(E) || E <- tuple_to_list(T)]);
restore(T) when is_map(T) -> maps:from_list([{restore(K), restore(V)} || {K, V} <- maps:to_list(T)]);
restore(T) -> T.

has_notation(T) when is_pid(T); is_port(T); is_reference(T) -> false;
has_notation(T) when is_function(T) -> erlang:fun_info(T, type) =:= {type, external};
has_notation([H | T]) -> has_notation(H) andalso has_notation(T);
has_notation(T) when is_tuple(T) -> lists:all(fun has_notation/1, tuple_to_list(T));
has_notation(T) when is_map(T) -> has_notation(maps:to_list(T));
has_notation(T) when is_atom(T) -> lists:all(fun(C) -> C =/= 16#FFFE end, atom_to_list(T));
has_notation(_) -> true.

%% Equal, and of equal bits: to =:= of OTP 25 the two zeros are the same.
same(A, B) ->
    case A =:= B andalso term_to_binary(A) =:= term_to_binary(B) of
        true -> ok;
        false -> io:format("~w is not ~w~n", [A, B]), halt(1)
    end.

read(File) ->
    {ok, Bytes} = file:read_file(File),
    [R || <<N:32, R:N/binary>> <= Bytes].
