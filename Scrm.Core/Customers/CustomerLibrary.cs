using Microsoft.EntityFrameworkCore;
using Scrm.Core.Customers.Fields;
using Scrm.Core.Database;
using Scrm.Core.Tags;
using Scrm.Core.Team;

namespace Scrm.Core.Customers;

/// <summary>Reading the customer library: pages, counts, one customer. Everything within the scope of who asks.</summary>
public sealed class CustomerLibrary(IDbContextFactory<ScrmDbContext> contexts, TagBooks books)
{
    private const int MostSources = 200;
    private const int LongestLog = 200;

    /// <summary>
    /// One page of the list. A caller that scrolls passes the <paramref name="total"/> it was given, so that it is not counted again,
    /// and the nearest row it knows, so that the page starts from there.
    /// </summary>
    public async Task<Page<CustomerRow>> PageAsync(
        CustomerFilter filter, Scope scope, int offset, int take, CancellationToken cancel, int? total = null, PageMark? near = null)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        var book = await books.ReadAsync(db, cancel);
        var query = await CustomerQuery.LoadAsync(db, filter, scope, book, cancel);
        var hits = total ?? await query.CountAsync(cancel);
        var ids = await query.PageAsync(offset, take, hits, near, cancel);
        return new(await RowsAsync(db, ids, book, scope, filter.Columns, cancel), hits);
    }

    /// <summary>The first customers whose names begin with these pinyin initials (or Latin letters), straight from an index; none where the text is no letters.</summary>
    public async Task<IReadOnlyList<CustomerRow>> ByInitialsAsync(string text, Scope scope, int take, CancellationToken cancel)
    {
        if (SearchText.Initials(Folding.Fold(text)) is not var (from, beyond)) return [];
        await using var db = await contexts.CreateDbContextAsync(cancel);
        return await RowsAsync(db, await SearchText.ByInitialsAsync(db, from, beyond, scope, take, cancel), await books.ReadAsync(db, cancel), scope, [], cancel);
    }

    public async Task<int> CountAsync(CustomerFilter filter, Scope scope, CancellationToken cancel)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        var query = await CustomerQuery.LoadAsync(db, filter, scope, await books.ReadAsync(db, cancel), cancel);
        return await query.CountAsync(cancel);
    }

    /// <summary>The ids of a run of rows, for picking from one row to another.</summary>
    public async Task<IReadOnlyList<long>> IdsAsync(CustomerFilter filter, Scope scope, int offset, int take, int total, CancellationToken cancel)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        var query = await CustomerQuery.LoadAsync(db, filter, scope, await books.ReadAsync(db, cancel), cancel);
        return await query.PageAsync(offset, take, total, null, cancel);
    }

    /// <summary>The customers before and after one in the order of a list; none where the customer is not in it.</summary>
    public async Task<Neighbours> NeighboursAsync(long id, CustomerFilter filter, Scope scope, CancellationToken cancel)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        if (await CustomerQuery.InScope(db, scope).Where(c => c.Id == id)
            .Select(c => new { c.AddedAt, c.LastInteractionAt, c.SpentTotal }).FirstOrDefaultAsync(cancel) is not { } at) return default;
        var key = CustomerRow.KeyOf(filter.Sort, at.AddedAt, at.LastInteractionAt, at.SpentTotal);
        var book = await books.ReadAsync(db, cancel);
        var hits = filter.Narrows ? await (await CustomerQuery.LoadAsync(db, filter, scope, book, cancel)).CountAsync(cancel) : int.MaxValue;
        async Task<long> BesideAsync(bool ascending)
        {
            var query = await CustomerQuery.LoadAsync(db, filter with { Ascending = ascending }, scope, book, cancel);
            var rows = await query.PageAsync(0, 2, hits, new PageMark(0, key, id), cancel);
            return rows.Where(r => r != id).FirstOrDefault();
        }
        return new(await BesideAsync(!filter.Ascending), await BesideAsync(filter.Ascending));
    }

    public async Task<LibraryCounts> CountsAsync(Scope scope, CancellationToken cancel) => new(
        await CountAsync(CustomerFilter.Everyone, scope, cancel),
        scope.MemberId == 0 ? 0 : await CountAsync(CustomerFilter.Everyone with { Owners = [scope.MemberId] }, scope, cancel),
        await CountAsync(CustomerFilter.Everyone with { Owners = [0] }, scope, cancel));

    /// <summary>One customer, or null where there is none within reach.</summary>
    public async Task<CustomerPanel?> PanelAsync(long id, Scope scope, CancellationToken cancel)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        if (await CustomerQuery.InScope(db, scope).AsNoTracking().FirstOrDefaultAsync(c => c.Id == id, cancel) is not { } customer) return null;
        var book = await books.ReadAsync(db, cancel);
        var story = new TagStory(db, book, scope);
        var owner = await Names.OfMembersAsync(db, [customer.OwnerId], cancel);
        return new(CardOf(customer, owner.GetValueOrDefault(customer.OwnerId, "")), await story.WhyAsync(id, cancel),
            await Customer360.IdentitiesAsync(db, id, cancel), await story.LogAsync(id, cancel), await FieldLogAsync(db, id, cancel));
    }

    /// <summary>Members to whom this person may give a customer, and by whom the list can be filtered.</summary>
    public async Task<IReadOnlyList<MemberName>> OwnersAsync(Scope scope, CancellationToken cancel)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        var members = db.Members.Where(m => m.Enabled);
        if (!scope.SeesEveryCustomer) members = members.Where(m => m.Id == scope.MemberId || scope.Team.Contains(m.Id));
        return await members.OrderBy(m => m.Id).Select(m => new MemberName(m.Id, m.Name, m.DepartmentId, m.Enabled)).ToListAsync(cancel);
    }

    /// <summary>The sources that occur within reach, the most frequent first.</summary>
    public async Task<IReadOnlyList<string>> SourcesAsync(Scope scope, CancellationToken cancel)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        return await CustomerQuery.InScope(db, scope).Where(c => c.Source != "").GroupBy(c => c.Source).OrderByDescending(g => g.Count()).ThenBy(g => g.Key)
            .Select(g => g.Key).Take(MostSources).ToListAsync(cancel);
    }

    internal static CustomerCard CardOf(Customer c, string owner) => new(
        c.Id, c.Name, PhoneMask.Of(c.Phone), c.MemberNo, c.ExternalId, c.Gender, c.Company, c.Region, c.Remark, c.Source, c.OwnerId, owner, c.AddedAt, c.UpdatedAt, c.Version);

    private static async Task<IReadOnlyList<CustomerRow>> RowsAsync(
        ScrmDbContext db, IReadOnlyList<long> ids, TagBook book, Scope scope, IReadOnlyList<int> columns, CancellationToken cancel)
    {
        if (ids.Count == 0) return [];
        var customers = await db.Customers.Where(c => ids.Contains(c.Id))
            .Select(c => new { c.Id, c.Name, c.MemberNo, c.Phone, c.Company, c.OwnerId, c.AddedAt, c.Stage, c.Tier, c.LastInteractionAt, c.SpentTotal }).ToDictionaryAsync(c => c.Id, cancel);
        var owners = await Names.OfMembersAsync(db, customers.Values.Select(c => c.OwnerId), cancel);
        var assigned = await db.TagAssignments.Where(a => ids.Contains(a.CustomerId)).Select(a => new { a.CustomerId, a.TagId }).ToListAsync(cancel);
        var tags = assigned.ToLookup(a => a.CustomerId, a => a.TagId);
        var own = await OwnValues.LoadAsync(db, columns, ids, scope, cancel);
        return [.. ids.Where(customers.ContainsKey).Select(id => customers[id]).Select(c => new CustomerRow(
            c.Id, CustomerTitle.Of(c.Name, c.MemberNo, c.Id), PhoneMask.Of(c.Phone), c.Company, c.OwnerId, owners.GetValueOrDefault(c.OwnerId, ""), c.AddedAt,
            Marks(tags[c.Id], book, scope), own.GetValueOrDefault(c.Id) ?? [], c.Stage, c.Tier, c.LastInteractionAt, c.SpentTotal))];
    }

    private static IReadOnlyList<TagMark> Marks(IEnumerable<int> tags, TagBook book, Scope scope) =>
        [.. tags.Select(book.Tag).OfType<Tag>().Select(t => (Tag: t, Group: book.GroupOf(t))).Where(t => TagPolicy.MaySee(t.Group, scope))
            .OrderByDescending(t => t.Tag.Pinned).ThenBy(t => t.Group.Position).ThenBy(t => t.Group.Id).ThenBy(t => t.Tag.Position).ThenBy(t => t.Tag.Id)
            .Select(t => TagMark.Of(t.Tag, t.Group))];

    internal static async Task<IReadOnlyList<FieldLogLine>> FieldLogAsync(ScrmDbContext db, long id, CancellationToken cancel)
    {
        var log = await db.FieldChanges.AsNoTracking().Where(c => c.CustomerId == id).OrderByDescending(c => c.Id).Take(LongestLog).ToListAsync(cancel);
        var owners = log.Where(l => l.Field == CustomerField.Owner).SelectMany(l => new[] { FieldText.OwnerId(l.Old), FieldText.OwnerId(l.New) });
        var members = await Names.OfMembersAsync(db, [.. owners, .. log.Where(l => l.ActorKind == ActorKind.Member).Select(l => l.ActorId)], cancel);
        var batches = await Names.OfBatchesAsync(db, log.Select(l => l.BatchId), cancel);
        var defined = await FieldLog.LoadAsync(db, log, cancel);
        ActorName By(FieldChange l) => new(l.ActorKind, l.ActorKind == ActorKind.Member ? members.GetValueOrDefault(l.ActorId, "") : "");
        return [.. log.Select(l => defined.Line(l, By(l), batches.GetValueOrDefault(l.BatchId, "")) ?? new FieldLogLine(l.Field, FieldText.Shown(l.Field, l.Old, members),
            FieldText.Shown(l.Field, l.New, members), l.At, By(l), l.BatchId, batches.GetValueOrDefault(l.BatchId, "")))];
    }
}
