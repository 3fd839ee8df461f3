using Microsoft.EntityFrameworkCore;
using Scrm.Core.Customers.Fields;
using Scrm.Core.Database;
using Scrm.Core.Events;
using Scrm.Core.Forecast;
using Scrm.Core.Team;

namespace Scrm.Core.Customers;

/// <summary>客户全景: one customer with everything that is known, for the page, the drawer and programs alike.</summary>
public sealed class Customer360(IDbContextFactory<ScrmDbContext> contexts, CustomerBooks books, TimeProvider clock)
{
    public const int FirstEntries = 60;

    /// <summary>Null where there is no such customer within reach, nor ever was.</summary>
    public async Task<Customer360Answer?> LoadAsync(long id, Scope scope, CancellationToken cancel)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        var found = await CustomerQuery.InScope(db, scope).AsNoTracking().Where(c => c.Id == id).Select(c => new
        {
            Customer = c,
            Reviews = db.MergeReviews.Count(r => r.State == ReviewState.Open && (r.FirstId == id || r.SecondId == id)),
        }).FirstOrDefaultAsync(cancel);
        if (found is null) return await GoneAsync(db, id, scope, cancel);
        var (customer, known) = (found.Customer, await books.ReadAsync(db, cancel));
        var story = new TagStory(db, known.Tags, scope);
        var tags = await story.WhyAsync(id, cancel, known.NameOf);
        var sheet = await new SheetReader(db, known.Fields, scope, Now).ReadAsync(id, known.Ground, story.Carried, cancel);
        var next = await NextAsync(db, id, known, sheet, cancel);
        var open = await OpenMatters.ReadAsync(db, known.Kinds, customer, Now, cancel);
        return new(new Customer360View(
            CustomerLibrary.CardOf(customer, known.NameOf(customer.OwnerId)), CustomerStanding.Of(customer),
            CustomerNow.Of(SilentDays(customer), found.Reviews, open, tags, sheet, next, Now), tags, await RelationsAsync(db, id, known, cancel), await IdentitiesAsync(db, id, cancel),
            await Timeline.PageAsync(db, known, scope, id, TimelineFilter.Story, null, FirstEntries, cancel), sheet, next));
    }

    /// <summary>Who became part of this customer, the latest first; null where there is no such customer within reach.</summary>
    public async Task<IReadOnlyList<AbsorbedLine>?> MergesAsync(long id, Scope scope, CancellationToken cancel)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        return await CustomerQuery.InScope(db, scope).AnyAsync(c => c.Id == id, cancel) ? await MergesAsync(db, id, await books.ReadAsync(db, cancel), cancel) : null;
    }

    /// <summary>The log of tags and of fields; null where there is no such customer within reach.</summary>
    public async Task<Customer360Log?> LogAsync(long id, Scope scope, CancellationToken cancel)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        if (!await CustomerQuery.InScope(db, scope).AnyAsync(c => c.Id == id, cancel)) return null;
        var known = await books.ReadAsync(db, cancel);
        return new(await new TagStory(db, known.Tags, scope).LogAsync(id, cancel, known.NameOf), await CustomerLibrary.FieldLogAsync(db, id, cancel));
    }

    private DateTime Now => clock.GetUtcNow().UtcDateTime;

    private int? SilentDays(Customer customer) => customer.LastInteractionAt == BusinessTime.Never ? null : Math.Max(0, (int)(Now - customer.LastInteractionAt).TotalDays);

    private Task<NextView> NextAsync(ScrmDbContext db, long id, KnownBooks known, FieldSheet sheet, CancellationToken cancel)
    {
        var today = DateOnly.FromDateTime(known.Time.ToLocal(Now));
        return NextSteps.OfAsync(db, id, known.Fit, known.Time, today, Renewals.Of(sheet, known.Time, today), cancel);
    }

    private static async Task<IReadOnlyList<RelationLine>> RelationsAsync(ScrmDbContext db, long id, KnownBooks known, CancellationToken cancel)
    {
        var relations = await db.Relations.AsNoTracking().Where(r => r.CustomerId == id).ToListAsync(cancel);
        return [.. relations.OrderByDescending(r => r.State == RelationState.Active).ThenBy(r => r.AddedAt).ThenBy(r => r.MemberId)
            .Select(r => new RelationLine(r.MemberId, known.NameOf(r.MemberId), known.Members.TryGetValue(r.MemberId, out var m) && m.Enabled, r.State, r.Remark, r.Description,
                r.AddWay, r.StateCode, r.AddedAt, r.EndedAt))];
    }

    internal static async Task<IReadOnlyList<IdentityLine>> IdentitiesAsync(ScrmDbContext db, long id, CancellationToken cancel)
    {
        var identities = await db.CustomerIdentities.AsNoTracking().Where(i => i.CustomerId == id && i.Type != IdentityType.OneId).OrderBy(i => i.Type).ThenBy(i => i.Id).ToListAsync(cancel);
        return [.. identities.Select(i => new IdentityLine(i.Type, IdentityMask.Of(i.Type, i.Value), i.Source, i.FirstSeen, i.LastSeen, i.Verified, i.State == IdentityState.Shared))];
    }

    private static async Task<IReadOnlyList<AbsorbedLine>> MergesAsync(ScrmDbContext db, long id, KnownBooks known, CancellationToken cancel)
    {
        var merges = await db.CustomerMerges.AsNoTracking().Where(m => m.SurvivorId == id).OrderByDescending(m => m.Id)
            .Select(m => new { m.Id, m.AbsorbedId, m.Rule, m.At, m.ActorKind, m.ActorId, m.UndoneAt }).ToListAsync(cancel);
        return [.. merges.Select(m => new AbsorbedLine(m.Id, m.AbsorbedId, m.Rule, m.At, known.NameOf(m.ActorKind, m.ActorId), m.UndoneAt))];
    }

    /// <summary>A merged id leads to its survivor for ever; of an erased one nothing is left but that it was, and only who sees everybody is told.</summary>
    private static async Task<Customer360Answer?> GoneAsync(ScrmDbContext db, long id, Scope scope, CancellationToken cancel) => await CustomerRoot.EndAsync(db, id, cancel) switch
    {
        (_, CustomerState.Erased) => scope.SeesEveryCustomer ? new(null, Erased: true) : null,
        (var survivor, CustomerState.Active) when survivor != id && await CustomerQuery.InScope(db, scope).AnyAsync(c => c.Id == survivor, cancel) => new(null, survivor),
        _ => null,
    };
}
