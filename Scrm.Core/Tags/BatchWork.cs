using Scrm.Core.Database;

namespace Scrm.Core.Tags;

/// <summary>One kind of long work.</summary>
public interface IBatchWork
{
    BatchKind Kind { get; }

    /// <summary>Opens what the work needs (a file, a list); called again after a restart, with the batch as it was last committed.</summary>
    Task<IBatchSteps> OpenAsync(Batch batch, CancellationToken cancel);
}

/// <summary>The work of one batch, a short transaction at a time.</summary>
public interface IBatchSteps : IAsyncDisposable
{
    /// <summary>
    /// Does one piece (about 1,000 rows) inside the runner's open transaction and moves the batch's position and counts with it.
    /// The runner saves and commits. False when nothing was left to do.
    /// </summary>
    Task<bool> StepAsync(ScrmDbContext db, Batch batch, CancellationToken cancel);
}

/// <summary>What else than tags the undo of one kind of batch takes back: created customers, field values.</summary>
public interface IUndoAlso
{
    BatchKind Kind { get; }

    /// <summary>One piece inside the open transaction; finds by itself what is left, so that it may be called again after a crash. False when nothing was left.</summary>
    Task<bool> StepAsync(ScrmDbContext db, Batch undone, Batch undo, CancellationToken cancel);
}
