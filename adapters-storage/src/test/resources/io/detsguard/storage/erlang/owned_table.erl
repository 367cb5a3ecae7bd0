%% A supervisor with one child that owns a table, as applications have it; and a pair of functions
%% that close and open the table of a process that stays alive.
-module(owned_table).
-behaviour(gen_server).

-export([start/2, start_sleeper/2, close/1, open/1, start_child/1, fail_next_start/0]).
-export([init/1, handle_call/3, handle_cast/2, terminate/2]).

%% The supervisor is called hub_sup, its child has a tuple for an id.
start(Table, File) ->
    {ok, Pid} = supervisor:start_link({local, hub_sup}, ?MODULE, {supervisor, Table, File}),
    unlink(Pid),
    ok.

start_child(Args) ->
    gen_server:start_link(?MODULE, Args, []).

%% The next owner that starts fails before it opens its table, as if it did not like what it finds.
fail_next_start() -> persistent_term:put(fail_next_start, true).

%% A process of that name that opens and closes the table when it is told to.
start_sleeper(Name, File) ->
    {ok, _} = gen_server:start({local, Name}, ?MODULE, {table, Name, File}, []),
    ok.

close(Name) -> gen_server:call(Name, close).
open(Name) -> gen_server:call(Name, open).

init({supervisor, Table, File}) ->
    Child = #{id => {table, Table}, start => {?MODULE, start_child, [{table, Table, File}]}},
    {ok, {#{strategy => one_for_one}, [Child]}};
init({table, Table, File}) ->
    process_flag(trap_exit, true),
    case persistent_term:erase(fail_next_start) of
        true -> {stop, not_this_time};
        false -> open(Table, File)
    end.

open(Table, File) ->
    case dets:open_file(Table, [{file, File}, {auto_save, infinity}]) of
        {ok, Table} -> {ok, {Table, File}};
        {error, Reason} -> {stop, Reason}
    end.

handle_call(close, _From, {Table, _} = State) ->
    {reply, dets:close(Table), State};
handle_call(open, _From, {Table, File} = State) ->
    {ok, Table} = dets:open_file(Table, [{file, File}]),
    {reply, {ok, Table}, State}.

handle_cast(_, State) -> {noreply, State}.

terminate(_Reason, {Table, _}) ->
    dets:close(Table).
