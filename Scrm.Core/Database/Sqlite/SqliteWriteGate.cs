using System.Collections.Concurrent;
using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Scrm.Core.Database.Sqlite;

/// <summary>
/// Writers of this process take turns, first come first served. SQLite has one writer and its own waiting is a lottery with long sleeps:
/// a click beside a bulk act waited for seconds, or for ever. Transactions, and writes outside one, pass here first.
/// </summary>
internal sealed class SqliteWriteGate(TimeSpan? patience = null) : DbTransactionInterceptor
{
    private readonly TimeSpan longest = patience ?? TimeSpan.FromSeconds(15);
    private readonly SemaphoreSlim turn = new(1, 1);
    private readonly ConcurrentDictionary<DbConnection, byte> inside = [];
    private int waiting;

    /// <summary>Somebody waits for a turn: whoever has it should end soon.</summary>
    public bool Awaited => Volatile.Read(ref waiting) > 0;

    public void Enter(DbConnection connection)
    {
        Interlocked.Increment(ref waiting);
        try
        {
            Take(connection, turn.Wait(longest));
        }
        finally
        {
            Interlocked.Decrement(ref waiting);
        }
    }

    public async Task EnterAsync(DbConnection connection, CancellationToken cancel)
    {
        Interlocked.Increment(ref waiting);
        try
        {
            Take(connection, await turn.WaitAsync(longest, cancel).ConfigureAwait(false));
        }
        finally
        {
            Interlocked.Decrement(ref waiting);
        }
    }

    public void Leave(DbConnection? connection)
    {
        if (connection is not null && inside.TryRemove(connection, out _)) turn.Release();
    }

    public override InterceptionResult<DbTransaction> TransactionStarting(DbConnection connection, TransactionStartingEventData eventData, InterceptionResult<DbTransaction> result)
    {
        Enter(connection);
        return InterceptionResult<DbTransaction>.SuppressWithResult(Begin(connection, eventData));
    }

    public override async ValueTask<InterceptionResult<DbTransaction>> TransactionStartingAsync(
        DbConnection connection, TransactionStartingEventData eventData, InterceptionResult<DbTransaction> result, CancellationToken cancellationToken = default)
    {
        await EnterAsync(connection, cancellationToken);
        return InterceptionResult<DbTransaction>.SuppressWithResult(Begin(connection, eventData));
    }

    // By the time these are called the transaction has let go of its connection; the event still knows the context's.
    public override void TransactionCommitted(DbTransaction transaction, TransactionEndEventData eventData) => Leave(eventData);

    public override Task TransactionCommittedAsync(DbTransaction transaction, TransactionEndEventData eventData, CancellationToken cancellationToken = default)
    {
        Leave(eventData);
        return Task.CompletedTask;
    }

    public override void TransactionRolledBack(DbTransaction transaction, TransactionEndEventData eventData) => Leave(eventData);

    public override Task TransactionRolledBackAsync(DbTransaction transaction, TransactionEndEventData eventData, CancellationToken cancellationToken = default)
    {
        Leave(eventData);
        return Task.CompletedTask;
    }

    private void Leave(TransactionEndEventData ended) => Leave(ended.Context?.Database.GetDbConnection());

    private void Take(DbConnection connection, bool mine)
    {
        // Nobody writes for so long: the turn was lost, and goes to who waited for it. Should somebody be writing after all, SQLite's own lock says so.
        if (!mine) foreach (var lost in inside.Keys) inside.TryRemove(lost, out _);
        inside[connection] = 0;
    }

    private DbTransaction Begin(DbConnection connection, TransactionStartingEventData start)
    {
        try
        {
            return connection.BeginTransaction(start.IsolationLevel);
        }
        catch (DbException)
        {
            Leave(connection);
            throw;
        }
    }
}

/// <summary>A write outside a transaction takes its turn too.</summary>
internal sealed class SqliteLoneWrites(SqliteWriteGate gate) : DbCommandInterceptor
{
    public override InterceptionResult<int> NonQueryExecuting(DbCommand command, CommandEventData eventData, InterceptionResult<int> result)
    {
        if (command.Transaction is null) gate.Enter(command.Connection!);
        return result;
    }

    public override async ValueTask<InterceptionResult<int>> NonQueryExecutingAsync(
        DbCommand command, CommandEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default)
    {
        if (command.Transaction is null) await gate.EnterAsync(command.Connection!, cancellationToken);
        return result;
    }

    public override int NonQueryExecuted(DbCommand command, CommandExecutedEventData eventData, int result)
    {
        Leave(command);
        return result;
    }

    public override ValueTask<int> NonQueryExecutedAsync(DbCommand command, CommandExecutedEventData eventData, int result, CancellationToken cancellationToken = default)
    {
        Leave(command);
        return ValueTask.FromResult(result);
    }

    public override void CommandFailed(DbCommand command, CommandErrorEventData eventData) => Leave(command);

    public override Task CommandFailedAsync(DbCommand command, CommandErrorEventData eventData, CancellationToken cancellationToken = default)
    {
        Leave(command);
        return Task.CompletedTask;
    }

    public override void CommandCanceled(DbCommand command, CommandEndEventData eventData) => Leave(command);

    public override Task CommandCanceledAsync(DbCommand command, CommandEndEventData eventData, CancellationToken cancellationToken = default)
    {
        Leave(command);
        return Task.CompletedTask;
    }

    private void Leave(DbCommand command)
    {
        if (command.Transaction is null) gate.Leave(command.Connection);
    }
}
