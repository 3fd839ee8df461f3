using Microsoft.EntityFrameworkCore;
using Scrm.Core.Database;
using Scrm.Core.Import.Sheets;
using Scrm.Core.Tags;
using Scrm.Core.Team;

namespace Scrm.Core.Import;

/// <summary>What became of imports: one, all, their problems, what an undo left alone. For operators; others get nothing.</summary>
public sealed class ImportHistory(IDbContextFactory<ScrmDbContext> contexts, BatchDesk batches)
{
    /// <summary>Null where there is no such import, or this person may not see it.</summary>
    public async Task<ImportView?> FindAsync(long id, Scope who, CancellationToken cancel)
    {
        if (!who.MayImport) return null;
        await using var db = await contexts.CreateDbContextAsync(cancel);
        if (await db.Imports.AsNoTracking().SingleOrDefaultAsync(i => i.Id == id, cancel) is not { } run) return null;
        var batch = run.BatchId == 0 ? null : await batches.FindAsync(run.BatchId, who, cancel);
        var work = run.BatchId == 0 ? null : await db.Batches.Where(b => b.Id == run.BatchId).Select(b => b.Work).SingleAsync(cancel);
        var plan = ImportJson.ReadOrNull<ImportPlan>(run.Plan);
        var result = work is null ? null : ImportJson.Read<ImportWork>(work).Counts;
        var by = await db.Members.Where(m => m.Id == run.MemberId).Select(m => m.Name).FirstOrDefaultAsync(cancel) ?? "";
        return new(run.Id, run.FileName, run.Size, StateOf(run.State, batch), by, run.CreatedAt, ImportJson.Read<SheetLayout>(run.Layout),
            ImportJson.Read<ImportChoices>(run.Choices), plan, result, batch, await EarlierAsync(db, run, cancel));
    }

    /// <summary>The latest imports, older than <paramref name="before"/> (0 = from now).</summary>
    public async Task<IReadOnlyList<ImportLine>> ListAsync(Scope who, int count, CancellationToken cancel, long before = 0)
    {
        if (!who.MayImport) return [];
        await using var db = await contexts.CreateDbContextAsync(cancel);
        return await LinesAsync(db, db.Imports.Where(i => before == 0 || i.Id < before), count, cancel);
    }

    /// <summary>Files that nobody has decided on yet, the latest <paramref name="count"/> of them and how many in all.</summary>
    public async Task<Page<ImportLine>> WaitingAsync(Scope who, int count, CancellationToken cancel)
    {
        if (!who.MayImport) return new([], 0);
        await using var db = await contexts.CreateDbContextAsync(cancel);
        var waiting = db.Imports.Where(i => i.State == ImportState.Uploaded || i.State == ImportState.Planned);
        return new(await LinesAsync(db, waiting, count, cancel), await waiting.CountAsync(cancel));
    }

    private static async Task<IReadOnlyList<ImportLine>> LinesAsync(ScrmDbContext db, IQueryable<ImportRun> runs, int count, CancellationToken cancel)
    {
        var rows = await Lines(db, runs.OrderByDescending(i => i.Id).Take(count)).ToListAsync(cancel);
        return [.. rows.Select(r => new ImportLine(r.Run.Id, r.Run.FileName, r.By, r.Run.CreatedAt, StateOf(r.Run.State, r.Batch?.State), r.Batch?.Done ?? 0,
            r.Batch?.Created ?? 0, r.Batch?.Updated ?? 0, r.Batch?.Added ?? 0, r.Batch?.Problems ?? 0, r.Batch is { UndoneBy: > 0 }, ImportJson.Read<SheetLayout>(r.Run.Layout).Kind))];
    }

    /// <summary>Problems of an import that ran, in file order; of one kind where <paramref name="code"/> names it.</summary>
    public async Task<Page<RowProblem>> ProblemsAsync(long id, byte? code, int skip, int take, Scope who, CancellationToken cancel)
    {
        if (!who.MayImport) return new([], 0);
        await using var db = await contexts.CreateDbContextAsync(cancel);
        var all = db.ImportProblems.Where(p => p.ImportId == id && (code == null || p.Code == code));
        return new(await RowsAsync(all, skip, take, cancel), await all.CountAsync(cancel));
    }

    private static Task<List<RowProblem>> RowsAsync(IQueryable<ImportProblem> problems, int skip, int take, CancellationToken cancel) => problems
        .OrderBy(p => p.Row).ThenBy(p => p.Id).Skip(skip).Take(take).Select(p => new RowProblem(p.Row, p.Column, p.Code, p.Value, p.Suggestion, p.RowLost)).ToListAsync(cancel);

    /// <summary>The problems of an import that ran, by kind, each with its first rows.</summary>
    public async Task<IReadOnlyList<ProblemKind>> KindsAsync(long id, Scope who, CancellationToken cancel)
    {
        if (!who.MayImport) return [];
        await using var db = await contexts.CreateDbContextAsync(cancel);
        var counts = await db.ImportProblems.Where(p => p.ImportId == id).GroupBy(p => p.Code).Select(g => new { Code = g.Key, Count = g.Count() }).ToListAsync(cancel);
        var kinds = new List<ProblemKind>();
        foreach (var kind in counts.OrderBy(c => c.Code))
            kinds.Add(new(kind.Code, kind.Count, await RowsAsync(db.ImportProblems.Where(p => p.ImportId == id && p.Code == kind.Code), 0, ImportPlan.ExamplesAKind, cancel)));
        return kinds;
    }

    /// <summary>Field values of an import that its undo left alone, the first <paramref name="count"/>, with who changed them since.</summary>
    public async Task<IReadOnlyList<FieldLeftAlone>> FieldsLeftAsync(long batchId, Scope who, int count, CancellationToken cancel)
    {
        if (!who.MayImport) return [];
        await using var db = await contexts.CreateDbContextAsync(cancel);
        var undo = await db.Batches.Where(b => b.Id == batchId).Select(b => b.UndoneBy).SingleOrDefaultAsync(cancel);
        if (undo == 0) return [];
        var rows = await (from change in db.FieldChanges
                          where change.BatchId == batchId
                          let later = db.FieldChanges.Where(l => l.CustomerId == change.CustomerId && l.Field == change.Field && l.DefinitionId == change.DefinitionId && l.Id > change.Id
                              && l.BatchId != batchId && l.BatchId != undo).OrderBy(l => l.Id).FirstOrDefault()
                          where later != null
                          join customer in db.Customers on change.CustomerId equals customer.Id
                          orderby change.Id
                          select new { change.CustomerId, customer.Name, change.Field, change.DefinitionId, later!.At, later.ActorKind, later.ActorId }).Take(count).ToListAsync(cancel);
        var members = rows.Where(r => r.ActorKind == ActorKind.Member).Select(r => r.ActorId).Distinct().ToList();
        var names = await db.Members.Where(m => members.Contains(m.Id)).ToDictionaryAsync(m => m.Id, m => m.Name, cancel);
        var defined = rows.Select(r => r.DefinitionId).Distinct().ToList();
        var own = await db.FieldDefinitions.Where(f => defined.Contains(f.Id)).ToDictionaryAsync(f => f.Id, f => f.Name, cancel);
        return [.. rows.Select(r => new FieldLeftAlone(r.CustomerId, r.Name, r.Field, r.At, r.ActorKind == ActorKind.Member ? names.GetValueOrDefault(r.ActorId, "") : "",
            own.GetValueOrDefault(r.DefinitionId, "")))];
    }

    private static async Task<IReadOnlyList<EarlierImport>> EarlierAsync(ScrmDbContext db, ImportRun run, CancellationToken cancel)
    {
        var rows = await Lines(db, db.Imports.Where(i => i.Sha256 == run.Sha256 && i.Id < run.Id && i.State >= ImportState.Applying).OrderByDescending(i => i.Id).Take(5)).ToListAsync(cancel);
        return [.. rows.Select(r => new EarlierImport(r.Run.Id, r.Run.FileName, r.By, r.Run.CreatedAt, StateOf(r.Run.State, r.Batch?.State),
            ImportJson.Read<SheetLayout>(r.Run.Layout).Kind, r.Batch?.Done ?? 0, r.Batch?.Created ?? 0, r.Batch?.Updated ?? 0, r.Batch?.Added ?? 0, r.Batch is { UndoneBy: > 0 }))];
    }

    private static IQueryable<RunLine> Lines(ScrmDbContext db, IQueryable<ImportRun> runs) =>
        from run in runs
        orderby run.Id descending
        select new RunLine
        {
            Run = run,
            By = db.Members.Where(m => m.Id == run.MemberId).Select(m => m.Name).FirstOrDefault() ?? "",
            Batch = db.Batches.FirstOrDefault(b => b.Id == run.BatchId),
        };

    private static ImportState StateOf(ImportState state, BatchView? batch) => StateOf(state, batch?.State);

    private static ImportState StateOf(ImportState state, BatchState? batch) => (state, batch) switch
    {
        (ImportState.Applying, BatchState.Cancelled) => ImportState.Cancelled,
        (ImportState.Applying, BatchState.Failed) => ImportState.Failed,
        _ => state,
    };

    private sealed class RunLine
    {
        public required ImportRun Run { get; init; }
        public required string By { get; init; }
        public Batch? Batch { get; init; }
    }
}
