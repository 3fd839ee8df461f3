using Microsoft.EntityFrameworkCore;
using Scrm.Core.Customers;
using Scrm.Core.Customers.Fields;
using Scrm.Core.Database;
using Scrm.Core.Import.Sheets;
using Scrm.Core.Tags;
using Scrm.Core.Team;

namespace Scrm.Core.Import;

/// <summary>Runs the planner over a whole file and keeps only counts, unknown tags and examples of problems. Writes nothing.</summary>
internal sealed class PlanRun(ScrmDbContext db, Tombstones tombstones, ImportFile file, Scope who, DateTime now)
{
    /// <summary>Every problem, where somebody wants to have them all.</summary>
    public List<RowProblem>? All { get; init; }

    /// <summary>Once; and where the file turned out to have values that are several people's, again with that in mind from its first row on.</summary>
    public async Task<ImportPlan> RunAsync(IProgress<int>? progress, CancellationToken cancel)
    {
        await db.Database.OpenConnectionAsync(cancel);
        var first = new PlanPass(db, tombstones, file, who, now, new HashSet<ulong>(), All is not null);
        var plan = await first.RunAsync(progress, cancel);
        var last = first;
        if (plan.Shared is { Count: > 0 } shared)
        {
            last = new PlanPass(db, tombstones, file, who, now, shared.ToHashSet(), All is not null);
            plan = await last.RunAsync(progress, cancel) with { Shared = shared };
        }
        All?.AddRange(last.All);
        return plan;
    }
}

/// <summary>One way through the file. <paramref name="shared"/>: the values known to be several people's by an earlier one.</summary>
internal sealed class PlanPass(ScrmDbContext db, Tombstones tombstones, ImportFile file, Scope who, DateTime now, IReadOnlySet<ulong> shared, bool keepsAll)
{
    private readonly Dictionary<string, (ParsedTag Tag, int Rows, int First)> unknown = [];
    private readonly ProblemTally problems = new();
    private readonly HashSet<ulong> seen = [];
    private readonly SharedInFile sharing = new(ofPeople: !file.Layout.OfTouches);
    private ImportCounts counts = new();
    private long lastImagined;

    public List<RowProblem> All { get; } = [];

    public async Task<ImportPlan> RunAsync(IProgress<int>? progress, CancellationToken cancel)
    {
        // Its own, because tags are imagined into it.
        var book = await TagBook.LoadAsync(db, cancel);
        var ground = file.Ground(book, imagines: true, shared);
        var cause = new TagCause(who, TagSource.Import, now, 0, file.Choices.BackwardsReason);
        var known = new KnownCustomers();
        var reader = new KnownReader(db, tombstones, batchId: 0, ground);
        using var pieces = new RowPieces(file, file.Rows(book, 0, cancel));
        for (var rows = pieces.Next(ImportFile.ChunkRows); rows.Count > 0; rows = pieces.Next(ImportFile.ChunkRows))
        {
            cancel.ThrowIfCancellationRequested();
            await reader.ReadAsync(known, rows, locked: false, cancel);
            if (shared.Count == 0) foreach (var row in rows.Where(r => !r.Hidden || !file.Choices.SkipHiddenRows)) sharing.Look(row, known);
            var planner = new ImportPlanner(ground, known, new TagSession(book, cause, known.Standing), () => --lastImagined, seen);
            var planned = planner.Plan(rows);
            await new FieldImport(db, file.Fields.Book, new FieldCause(who, now), file.Choices.Fields).TakeAsync(planned, imagines: true, cancel);
            Keep(planned);
            known.ForgetUnchanged();
            progress?.Report(counts.Rows);
        }
        return new(counts, Unknown(ground), problems.Kinds, [.. sharing.Found]);
    }

    private void Keep(PlannedChunk chunk)
    {
        counts = counts.Plus(chunk.Counts);
        foreach (var problem in chunk.Problems) problems.Add(problem);
        if (keepsAll) All.AddRange(chunk.Problems);
        foreach (var (tag, row) in chunk.Unknown)
        {
            var key = TagNames.KeyOf(tag);
            if (unknown.TryGetValue(key, out var seen)) unknown[key] = seen with { Rows = seen.Rows + 1 };
            else if (unknown.Count < ImportPlan.MostUnknown) unknown.Add(key, (tag, 1, row));
        }
    }

    private List<UnknownTag> Unknown(ImportGround ground) => [.. unknown.OrderByDescending(u => u.Value.Rows).Select(u => new UnknownTag(
        u.Key, u.Value.Tag.Group, u.Value.Tag.Name, u.Value.Tag.Group is { } group ? ground.Tags.ExistingGroup(group) : 0, u.Value.Rows, u.Value.First, ground.Tags.Near(u.Value.Tag)))];
}

/// <summary>Problems by kind: all counted, the first few kept.</summary>
internal sealed class ProblemTally
{
    private readonly SortedDictionary<byte, (int Count, List<RowProblem> Examples)> kinds = [];

    public IReadOnlyList<ProblemKind> Kinds => [.. kinds.Select(k => new ProblemKind(k.Key, k.Value.Count, k.Value.Examples))];

    public void Add(RowProblem problem)
    {
        if (!kinds.TryGetValue(problem.Code, out var kind)) kind = (0, []);
        if (kind.Examples.Count < ImportPlan.ExamplesAKind) kind.Examples.Add(problem);
        kinds[problem.Code] = (kind.Count + 1, kind.Examples);
    }
}
