using Scrm.Core.Database;

namespace Scrm.Core.Tags;

/// <summary>
/// Wakes the runner of this node as soon as a batch was queued here; other nodes find it by looking once a second.
/// And says how far the batch at work has come that has not committed yet.
/// </summary>
public sealed class BatchSignal
{
    private readonly SemaphoreSlim bell = new(0);
    private volatile Tuple<long, int>? ahead;
    private volatile Tuple<long, DatabaseFault>? held;

    /// <summary>Rows done by the batch at work on this node, committed or not; 0 for all others.</summary>
    public int DoneOf(long batch) => ahead is { } at && at.Item1 == batch ? at.Item2 : 0;

    /// <summary>What the batch at work on this node waits for before it goes on by itself.</summary>
    public DatabaseFault WaitsFor(long batch) => held is { } at && at.Item1 == batch ? at.Item2 : DatabaseFault.None;

    internal void Report(long batch, int done) => (ahead, held) = (Tuple.Create(batch, done), null);

    /// <summary>What had not been committed is gone.</summary>
    internal void Hold(long batch, DatabaseFault fault) => (ahead, held) = (null, Tuple.Create(batch, fault));

    public void Ring() => bell.Release();

    public Task WaitAsync(TimeSpan atMost, CancellationToken cancel) => bell.WaitAsync(atMost, cancel);
}
