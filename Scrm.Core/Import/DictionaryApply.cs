using Microsoft.EntityFrameworkCore;
using Scrm.Core.Database;
using Scrm.Core.Tags;
using Scrm.Core.Team;

namespace Scrm.Core.Import;

/// <summary>
/// Applies a planned dictionary sheet: the stored file is planned against the dictionary as it stands now, and a piece of one group commits at a time.
/// Begun again after a crash it goes on with whatever of the file is not in the dictionary yet.
/// </summary>
internal sealed class DictionaryApply(IDbContextFactory<ScrmDbContext> contexts, UploadStore uploads, TimeProvider clock) : IBatchWork
{
    public BatchKind Kind => BatchKind.DictionaryImport;

    public async Task<IBatchSteps> OpenAsync(Batch batch, CancellationToken cancel)
    {
        var work = ImportJson.Read<ImportWork>(batch.Work);
        var who = new Scope(new Actor(batch.ActorKind, batch.ActorId), work.Role, work.Department, []);
        await using var db = await contexts.CreateDbContextAsync(cancel);
        var run = await db.Imports.AsNoTracking().SingleAsync(i => i.Id == work.Import, cancel);
        using var file = await ImportFile.OpenAsync(db, uploads, run, who, clock.GetUtcNow().UtcDateTime, cancel);
        var begun = (await db.DictionaryChanges.Where(l => l.BatchId == batch.Id).Select(l => l.GroupId).Distinct().ToListAsync(cancel)).ToHashSet();
        return new Steps(DictionaryPlanner.Plan(await TagBook.LoadAsync(db, cancel), file.DictionaryRows(cancel), file.Layout, who, begun), begun, work, who, clock);
    }

    private sealed class Steps(PlannedDictionary planned, HashSet<int> begun, ImportWork work, Scope who, TimeProvider clock) : IBatchSteps
    {
        private const int TagsAPiece = 100;

        private readonly Queue<(PlannedGroup Group, IReadOnlyList<PlannedTag> Tags, bool First)> left = new(planned.Groups.SelectMany(Pieces));
        private readonly Dictionary<PlannedGroup, int> added = [];
        private readonly ImportCounts counts = work.Counts with { Rows = planned.Counts.Rows, Lost = planned.Counts.Lost, Problems = planned.Counts.Problems };
        private bool reported;

        public async Task<bool> StepAsync(ScrmDbContext db, Batch batch, CancellationToken cancel)
        {
            cancel.ThrowIfCancellationRequested();
            if (!reported) await BeginAsync(db, cancel);
            if (!left.TryDequeue(out var piece)) return await EndAsync(db, batch, cancel);
            await using var desk = new DictionaryDesk(db, null, who, clock.GetUtcNow().UtcDateTime, batch.Id);
            var refused = new List<(int Row, string Name)>();
            if (await GroupAsync(desk, piece.Group, piece.First, refused, cancel) is { } group)
            {
                await AddAsync(desk, group, [.. piece.Tags.Where(t => t.Stands is null)], refused, cancel);
                await ChangeAsync(desk, group, [.. piece.Tags.Where(t => t.Changes)], refused, cancel);
            }
            else refused.AddRange(piece.Tags.Select(t => (t.Row, t.Name)));
            await ImportStore.ReportAsync(db, work.Import, [.. refused.Select(r => new RowProblem(r.Row, -1, (byte)PlanProblem.DictionaryRefused, r.Name, "", RowLost: true))], cancel);
            Move(batch, refused.Count);
            return true;
        }

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;

        /// <summary>What is to be done about a group; nothing where all of it stands as the sheet says.</summary>
        private static IEnumerable<(PlannedGroup, IReadOnlyList<PlannedTag>, bool)> Pieces(PlannedGroup group)
        {
            var due = group.Tags.Where(t => t.Stands is null || t.Changes).Chunk(TagsAPiece).Select((tags, i) => (group, (IReadOnlyList<PlannedTag>)tags, i == 0)).ToList();
            return due.Count == 0 && (group.Stands is null || group.Changes) ? [(group, [], true)] : due;
        }

        private async Task BeginAsync(ScrmDbContext db, CancellationToken cancel)
        {
            await db.ImportProblems.Where(p => p.ImportId == work.Import).ExecuteDeleteAsync(cancel);
            await ImportStore.ReportAsync(db, work.Import, [.. planned.Problems], cancel);
            reported = true;
        }

        private async Task<bool> EndAsync(ScrmDbContext db, Batch batch, CancellationToken cancel)
        {
            batch.Done = batch.Total;
            await db.Imports.Where(i => i.Id == work.Import).ExecuteUpdateAsync(i => i.SetProperty(x => x.State, ImportState.Applied), cancel);
            return false;
        }

        /// <summary>The group, held; new or changed where the sheet says so. Null where it cannot be had.</summary>
        private async Task<TagGroup?> GroupAsync(DictionaryDesk desk, PlannedGroup wanted, bool first, List<(int, string)> refused, CancellationToken cancel)
        {
            if (wanted.Stands is null && first)
            {
                var created = await TagDictionary.AddGroupAsync(desk, wanted.Edit with { Name = wanted.Name }, wanted.Mode, 0, cancel);
                if (created.Refused is not null) refused.Add((wanted.Row, wanted.Name));
                else (added[wanted], counts.GroupsNew) = (created.Value!.Id, counts.GroupsNew + 1);
                if (created.Ok) begun.Add(created.Value!.Id);
                return created.Value;
            }
            var id = wanted.Stands?.Id ?? added.GetValueOrDefault(wanted);
            if (id == 0 || await desk.GroupAsync(id, cancel) is not { } group || (desk.Guard(group) is not null && !begun.Contains(id))) return null;
            begun.Add(id);
            if (!first || !wanted.Changes) return group;
            if (TagDictionary.Write(desk, group, wanted.Stands!.Version, wanted.Edit) is null) counts.GroupsChanged++;
            else refused.Add((wanted.Row, wanted.Name));
            return group;
        }

        private async Task AddAsync(DictionaryDesk desk, TagGroup group, List<PlannedTag> tags, List<(int, string)> refused, CancellationToken cancel)
        {
            if (tags.Count == 0) return;
            var results = await TagDictionary.AddTagsAsync(desk, group, tags.ConvertAll(t => t.Edit with { Name = t.Name }), cancel);
            counts.TagsNew += results.Count(r => r.Ok);
            refused.AddRange(tags.Zip(results).Where(t => !t.Second.Ok).Select(t => (t.First.Row, t.First.Name)));
        }

        private async Task ChangeAsync(DictionaryDesk desk, TagGroup group, List<PlannedTag> tags, List<(int, string)> refused, CancellationToken cancel)
        {
            var ids = tags.ConvertAll(t => t.Stands!.Id);
            var standing = ids.Count == 0 ? [] : await desk.Db.Tags.Where(t => ids.Contains(t.Id) && t.GroupId == group.Id).ToDictionaryAsync(t => t.Id, cancel);
            foreach (var wanted in tags)
                if (standing.TryGetValue(wanted.Stands!.Id, out var tag) && TagDictionary.Write(desk, group, tag, wanted.Stands.Version, wanted.Edit) is null) counts.TagsChanged++;
                else refused.Add((wanted.Row, wanted.Name));
        }

        private void Move(Batch batch, int refused)
        {
            counts.Problems += refused;
            counts.Lost += refused;
            batch.Done = Math.Max(batch.Done, batch.Total - left.Sum(p => Math.Max(1, p.Tags.Count)));
            (batch.Created, batch.Updated) = (counts.GroupsNew + counts.TagsNew, counts.GroupsChanged + counts.TagsChanged);
            (batch.Problems, batch.Skipped) = (counts.Problems, counts.Lost);
            batch.Work = ImportJson.Write(work with { Counts = counts });
        }
    }
}
