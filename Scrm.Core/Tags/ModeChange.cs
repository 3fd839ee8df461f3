using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Scrm.Core.Database;
using Scrm.Core.Team;

namespace Scrm.Core.Tags;

/// <summary>A customer with several tags of a group that is to have one: the newest stays, the others go.</summary>
public sealed record Contradiction(long CustomerId, string Customer, string Keeps, IReadOnlyList<string> Loses);

/// <summary>What a change of mode would do: customers who contradict it, the assignments they would lose, and the first few of them.</summary>
public sealed record ModeChangePreview(int Customers, int Contradicting, int Lost, IReadOnlyList<Contradiction> Samples);

internal sealed record ModeOrder(int GroupId, GroupMode Mode)
{
    public string Write() => JsonSerializer.Serialize(this);

    public static ModeOrder Read(string work) => JsonSerializer.Deserialize<ModeOrder>(work)!;
}

/// <summary>Changing a group between many, one and staged.</summary>
public sealed class ModeChange(IDbContextFactory<ScrmDbContext> contexts, TimeProvider clock, BatchDesk batches, BatchSignal signal)
{
    private const int Samples = 10;

    public async Task<ModeChangePreview?> PreviewAsync(int groupId, GroupMode mode, Scope who, CancellationToken cancel = default)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        if (await db.TagGroups.AsNoTracking().SingleOrDefaultAsync(g => g.Id == groupId, cancel) is not { } group || !TagPolicy.MayEdit(group, who)) return null;
        var there = db.TagAssignments.Where(a => db.Tags.Any(t => t.Id == a.TagId && t.GroupId == groupId));
        var customers = await there.Select(a => a.CustomerId).Distinct().CountAsync(cancel);
        if (mode == GroupMode.Many || group.Exclusive) return new(customers, 0, 0, []);
        var several = there.GroupBy(a => a.CustomerId).Where(g => g.Count() > 1);
        var first = await several.OrderBy(g => g.Key).Select(g => g.Key).Take(Samples).ToListAsync(cancel);
        var rows = await (from a in there
                          where first.Contains(a.CustomerId)
                          join t in db.Tags on a.TagId equals t.Id
                          join c in db.Customers.IgnoreQueryFilters() on a.CustomerId equals c.Id
                          select new { a.CustomerId, Customer = c.Name, a.Since, t.Id, t.Name }).ToListAsync(cancel);
        var samples = rows.GroupBy(r => r.CustomerId).OrderBy(g => g.Key).Select(g => g.OrderByDescending(r => r.Since).ThenByDescending(r => r.Id).ToList())
            .Select(g => new Contradiction(g[0].CustomerId, g[0].Customer, g[0].Name, [.. g.Skip(1).Select(r => r.Name)]));
        var contradicting = await several.CountAsync(cancel);
        return new(customers, contradicting, await there.CountAsync(cancel) - customers, [.. samples]);
    }

    /// <summary>Changes the mode: at once where no assignment changes its place (returns 0), otherwise as the batch that is returned.</summary>
    public async Task<Outcome<long>> StartAsync(int groupId, int version, GroupMode mode, Scope who, CancellationToken cancel = default)
    {
        await using var desk = await DictionaryDesk.OpenAsync(contexts, clock, who, cancel);
        if (await desk.GroupAsync(groupId, cancel) is not { } group) return new Refusal(TagRefusal.Gone);
        if (desk.Guard(group) is { } no) return no;
        if (group.Mode == mode) return 0;
        if (group.Version != version) return new Refusal(TagRefusal.ChangedMeanwhile, group.Name, new Clash[] { new("mode", $"{group.Mode}", $"{mode}") });
        if (await DictionaryWork.BusyAsync(desk.Db, [groupId], cancel)) return new Refusal(TagRefusal.Busy, group.Name);
        var exclusive = mode != GroupMode.Many;
        Batch? batch = null;
        if (group.Exclusive == exclusive)
        {
            desk.Log(DictionaryAct.GroupEdited, group, null, "mode", $"{group.Mode}", $"{mode}");
            group.Mode = mode;
        }
        else
        {
            var total = await desk.Db.Tags.Where(t => t.GroupId == groupId).SumAsync(t => t.Uses, cancel);
            batch = batches.Add(desk.Db, BatchKind.ModeChange, group.Name, new ModeOrder(groupId, mode).Write(), total, who);
        }
        if (await desk.CommitAsync(group.Name, cancel) is { } refused) return refused;
        if (batch is null) return 0;
        signal.Ring();
        return batch.Id;
    }
}

/// <summary>
/// The batch of a mode change. First the contradictions, some hundred customers a step, while the group is still what it was; the last step closes the
/// assignments, settles what came meanwhile and moves everything to its new place together with the mode, so that nobody ever sees half of it.
/// </summary>
internal sealed class ModeChangeWork(TimeProvider clock) : IBatchWork
{
    private const int AStep = 500;

    public BatchKind Kind => BatchKind.ModeChange;

    public Task<IBatchSteps> OpenAsync(Batch batch, CancellationToken cancel) => Task.FromResult<IBatchSteps>(new Steps(ModeOrder.Read(batch.Work), clock));

    private sealed class Steps(ModeOrder order, TimeProvider clock) : IBatchSteps
    {
        public async Task<bool> StepAsync(ScrmDbContext db, Batch batch, CancellationToken cancel)
        {
            var several = order.Mode == GroupMode.Many ? [] : await SeveralAsync(db, batch.Position, cancel);
            if (several.Count > 0)
            {
                await TagStore.LockAsync(db, several, cancel);
                await SettleAsync(db, batch, several, cancel);
                batch.Position = several[^1];
                return true;
            }
            await TagStore.CloseAsync(db, cancel);
            if (order.Mode != GroupMode.Many)
                for (var late = await SeveralAsync(db, 0, cancel); late.Count > 0; late = await SeveralAsync(db, 0, cancel)) await SettleAsync(db, batch, late, cancel);
            await TurnAsync(db, batch, cancel);
            return false;
        }

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;

        private Task<List<long>> SeveralAsync(ScrmDbContext db, long after, CancellationToken cancel) =>
            db.TagAssignments.Where(a => a.CustomerId > after && db.Tags.Any(t => t.Id == a.TagId && t.GroupId == order.GroupId))
                .GroupBy(a => a.CustomerId).Where(g => g.Count() > 1).OrderBy(g => g.Key).Select(g => g.Key).Take(AStep).ToListAsync(cancel);

        private async Task SettleAsync(ScrmDbContext db, Batch batch, List<long> customers, CancellationToken cancel)
        {
            var book = await TagBook.LoadAsync(db, cancel);
            var standing = await TagStore.StandingAsync(db, customers, cancel);
            var cause = new TagCause(new Scope(new Actor(batch.ActorKind, batch.ActorId), Role.Admin, 0, []), TagSource.ModeChange, clock.GetUtcNow().UtcDateTime, batch.Id);
            var session = new TagSession(book, cause, standing);
            var ours = standing.Where(s => book.Tag(s.Value.TagId)?.GroupId == order.GroupId)
                .GroupBy(s => s.Key.Customer).Select(g => g.OrderByDescending(s => s.Value.Since).ThenByDescending(s => s.Value.TagId).ToList()).ToList();
            foreach (var tags in ours)
                foreach (var (key, old) in tags.Skip(1))
                {
                    session.TakeOff(key, old, tags[0].Value.TagId);
                    batch.Removed++;
                }
            await session.SaveAsync(db, cancel);
        }

        private async Task TurnAsync(ScrmDbContext db, Batch batch, CancellationToken cancel)
        {
            var group = await db.TagGroups.SingleAsync(g => g.Id == order.GroupId, cancel);
            await TagStore.RenameSlotsAsync(db, group.Id, order.Mode != GroupMode.Many, cancel);
            db.DictionaryChanges.Add(new()
            {
                At = clock.GetUtcNow().UtcDateTime, ActorKind = batch.ActorKind, ActorId = batch.ActorId, Act = DictionaryAct.GroupEdited,
                GroupId = group.Id, Subject = group.Name, Field = "mode", Old = $"{group.Mode}", New = $"{order.Mode}",
            });
            group.Mode = order.Mode;
            batch.Done = batch.Total;
        }
    }
}
