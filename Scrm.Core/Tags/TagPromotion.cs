using Microsoft.EntityFrameworkCore;
using Scrm.Core.Database;
using Scrm.Core.Team;

namespace Scrm.Core.Tags;

/// <summary>
/// A personal tag that so many members use that it belongs to the company. <paramref name="CompanyTagId"/>: a company tag of the same name stands already
/// (0 = none), in the group <paramref name="CompanyGroupId"/>.
/// </summary>
public sealed record PromotionProposal(string NameKey, string Name, int Members, int Customers, int CompanyGroupId, int CompanyTagId, string CompanyGroup);

/// <summary>Personal tags of one name, used by enough members, become one tag of the company; the customers keep it.</summary>
public sealed class TagPromotion(IDbContextFactory<ScrmDbContext> contexts, TimeProvider clock, BatchDesk batches, BatchSignal signal)
{
    public async Task<IReadOnlyList<PromotionProposal>> ProposalsAsync(Scope who, CancellationToken cancel = default)
    {
        if (!who.MayEditDictionary) return [];
        await using var db = await contexts.CreateDbContextAsync(cancel);
        var atMembers = await AtMembersAsync(db, cancel);
        var book = await TagBook.LoadAsync(db, cancel);
        var company = book.Tags.Where(t => t.Status == TagStatus.Active && !book.GroupOf(t).Personal && TagPolicy.MayEdit(book.GroupOf(t), who)).ToLookup(t => t.NameKey);
        return [.. Personal(book).GroupBy(t => t.NameKey)
            .Select(same => (Same: same.OrderByDescending(t => t.Uses).ToList(), Members: same.Select(t => book.GroupOf(t).OwnerId).Distinct().Count()))
            .Where(p => p.Members >= atMembers)
            .OrderByDescending(p => p.Members).ThenBy(p => p.Same[0].NameKey, StringComparer.Ordinal)
            .Select(p =>
            {
                var there = company[p.Same[0].NameKey].FirstOrDefault();
                return new PromotionProposal(p.Same[0].NameKey, p.Same[0].Name, p.Members, p.Same.Sum(t => t.Uses), there?.GroupId ?? 0, there?.Id ?? 0,
                    there is null ? "" : book.GroupOf(there).Name);
            })];
    }

    /// <summary>Makes the company's tag in the group, where it is not there yet, and starts the batch that moves the assignments to it.</summary>
    public async Task<Outcome<long>> PromoteAsync(string nameKey, int groupId, Scope who, CancellationToken cancel = default)
    {
        await using var desk = await DictionaryDesk.OpenAsync(contexts, clock, who, cancel);
        if (await desk.GroupAsync(groupId, cancel) is not { } group) return new Refusal(TagRefusal.Gone);
        if (desk.Guard(group) is { } no) return no;
        if (!who.MayEditDictionary || group.Personal) return new Refusal(TagRefusal.NotAllowed, group.Name);
        var book = await TagBook.LoadAsync(desk.Db, cancel);
        var from = Personal(book).Where(t => t.NameKey == nameKey).OrderBy(t => t.Id).ToList();
        if (from.Select(t => book.GroupOf(t).OwnerId).Distinct().Count() < await AtMembersAsync(desk.Db, cancel)) return new Refusal(TagRefusal.NothingToPromote);
        if (await DictionaryWork.BusyAsync(desk.Db, [groupId, .. from.Select(t => t.GroupId)], cancel)) return new Refusal(TagRefusal.Busy, group.Name);
        var into = await IntoAsync(desk, group, from, cancel);
        if (into.Refused is { } refused) return refused;
        var order = new MergeOrder(from.ConvertAll(t => t.Id), into.Value!.Id, true);
        var batch = batches.Add(desk.Db, BatchKind.TagMerge, $"{from[0].Name} → {group.Name}", order.Write(), from.Sum(t => t.Uses), who);
        if (await desk.CommitAsync(from[0].Name, cancel) is { } late) return late;
        signal.Ring();
        return batch.Id;
    }

    private static IEnumerable<Tag> Personal(TagBook book) => book.Tags.Where(t => t.Status == TagStatus.Active && t.Uses > 0 && book.GroupOf(t).Personal);

    private static async Task<int> AtMembersAsync(ScrmDbContext db, CancellationToken cancel) =>
        Math.Max(2, await db.Companies.Select(c => (int?)c.PromoteAtMembers).SingleOrDefaultAsync(cancel) ?? new Company().PromoteAtMembers);

    private static async Task<Outcome<Tag>> IntoAsync(DictionaryDesk desk, TagGroup group, List<Tag> from, CancellationToken cancel)
    {
        var key = from[0].NameKey;
        if (await desk.Db.Tags.SingleOrDefaultAsync(t => t.GroupId == group.Id && t.NameKey == key, cancel) is { } there)
            return there.Status == TagStatus.Active ? there : new Refusal(TagRefusal.NotActive, there.Name);
        var tag = new Tag
        {
            GroupId = group.Id, Name = from[0].Name, NameKey = key, Meaning = from.Select(t => t.Meaning).FirstOrDefault(m => m.Length > 0) ?? "", CreatedAt = desk.Now,
            Position = await desk.Db.Tags.Where(t => t.GroupId == group.Id).MaxAsync(t => (int?)t.Position, cancel) + 1 ?? 0,
        };
        desk.Db.Tags.Add(tag);
        if (await desk.SaveAsync(tag.Name, cancel) is { } late) return late;
        tag.Slot = Tag.SlotOf(tag.Id, group);
        desk.Log(DictionaryAct.TagCreated, group, tag);
        return tag;
    }
}
