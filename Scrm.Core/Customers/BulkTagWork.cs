using System.Text.Json;
using Scrm.Core.Database;
using Scrm.Core.Tags;
using Scrm.Core.Team;

namespace Scrm.Core.Customers;

/// <summary>Runs bulk acts: about a thousand orders a step, in order of the customers' ids, each step with the scope its author has by then.</summary>
internal sealed class BulkTagWork(Roster roster, TagWriter writer, TimeProvider clock) : IBatchWork
{
    public BatchKind Kind => BatchKind.BulkTag;

    public Task<IBatchSteps> OpenAsync(Batch batch, CancellationToken cancel) =>
        Task.FromResult<IBatchSteps>(new Steps(this, JsonSerializer.Deserialize<BulkWork>(batch.Work)!));

    /// <summary>The scope the author of a batch has by now.</summary>
    internal static async Task<Scope> ScopeAsync(Roster roster, Batch batch, CancellationToken cancel) => batch.ActorKind switch
    {
        ActorKind.Member => await roster.ScopeAsync(batch.ActorId, cancel) ?? throw new AuthorLeft(batch.ActorId),
        ActorKind.ApiKey => new Scope(Actor.ApiKey(batch.ActorId), Role.Operator, 0, []),
        _ => Scope.System,
    };

    private sealed class Steps(BulkTagWork owner, BulkWork work) : IBatchSteps
    {
        private const int OrdersAStep = 1000;
        private readonly int customersAStep = Math.Max(50, OrdersAStep / (work.Add.Length + work.Remove.Length));

        public async Task<bool> StepAsync(ScrmDbContext db, Batch batch, CancellationToken cancel)
        {
            await IdentityResolver.HoldStillAsync(db, cancel);
            var scope = await ScopeAsync(owner.roster, batch, cancel);
            var book = await TagBook.LoadAsync(db, cancel);
            var query = await BulkTagging.QueryAsync(db, new BulkTarget(work.Ids, CustomerFilter.Parse(work.Filter)), scope, book, cancel);
            var customers = await query.AfterAsync(batch.Position, work.UpTo, customersAStep, cancel);
            if (customers.Count == 0) return false;
            var orders = customers.SelectMany(id => work.Remove.Select(tag => new TagOrder(id, tag, Remove: true)).Concat(work.Add.Select(tag => new TagOrder(id, tag)))).ToList();
            var results = await owner.writer.WriteAsync(db, book, orders, new TagCause(scope, TagSource.Bulk, owner.Now, batch.Id, work.Reason), cancel);
            batch.Added += results.Count(r => r.Written && !r.Order.Remove);
            batch.Removed += results.Count(r => r.Written && (r.Order.Remove || r.ReplacedTagId != 0));
            batch.Skipped += results.Count(r => !r.Written);
            batch.Done += customers.Count;
            batch.Position = customers[^1];
            return true;
        }

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }

    private readonly Roster roster = roster;
    private readonly TagWriter writer = writer;

    private DateTime Now => clock.GetUtcNow().UtcDateTime;
}

/// <summary>Whoever started the act has been disabled since; nobody's rights are left to act with.</summary>
public sealed class AuthorLeft(long member) : Exception($"Member {member} no longer works here");
