using System.Globalization;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Scrm.Core.Database;
using Scrm.Core.Tags;
using Scrm.Core.Team;

namespace Scrm.Core.Customers.Fields;

/// <summary>What a customer with several tags of the group gets: the tag put on last, the first in the group's order, or nothing.</summary>
public enum TagClash : byte { Newest, FirstInOrder, Skip }

/// <summary><paramref name="StepByStep"/>: a value may go on to the next option only, and back to any; <paramref name="ArchiveTags"/>: nobody gets the tags any more.</summary>
public sealed record TagFieldOrder(int TagGroup, string Name, string Heading, TagClash Clash, bool StepByStep, bool ArchiveTags);

/// <summary>A customer who contradicts: the tags, the newest first.</summary>
public sealed record TagContradiction(long CustomerId, string Customer, IReadOnlyList<string> Tags);

/// <summary>What would become of the group: its options with the customers of each, who have one tag and who several, and the first of those.</summary>
public sealed record TagFieldPreview(string Group, bool Staged, IReadOnlyList<(string Name, int Uses)> Options, int Customers, int Contradicting, IReadOnlyList<TagContradiction> Samples);

/// <summary>Makes one single-valued field of a group of loose tags.</summary>
public sealed class TagsToField(IDbContextFactory<ScrmDbContext> contexts, FieldDesk fields, BatchDesk batches, BatchSignal signal)
{
    private const int Samples = 20;

    /// <summary>Null where there is no such group of the company, or this person may not define fields.</summary>
    public async Task<TagFieldPreview?> PreviewAsync(int groupId, Scope who, CancellationToken cancel)
    {
        if (!FieldDesk.MayDefine(who)) return null;
        await using var db = await contexts.CreateDbContextAsync(cancel);
        if (await db.TagGroups.AsNoTracking().SingleOrDefaultAsync(g => g.Id == groupId && g.OwnerId == 0, cancel) is not { } group) return null;
        var tags = await OptionsAsync(db, groupId, cancel);
        var ids = tags.ConvertAll(t => t.Id);
        var living = db.TagAssignments.Where(a => ids.Contains(a.TagId) && db.Customers.Any(c => c.Id == a.CustomerId));
        var several = living.GroupBy(a => a.CustomerId).Where(g => g.Count() > 1);
        var first = await several.OrderBy(g => g.Key).Select(g => g.Key).Take(Samples).ToListAsync(cancel);
        var rows = await (from a in living where first.Contains(a.CustomerId) join c in db.Customers on a.CustomerId equals c.Id
                          select new { a.CustomerId, c.Name, a.TagId, a.Since }).ToListAsync(cancel);
        var names = tags.ToDictionary(t => t.Id, t => t.Name);
        return new(group.Name, group.Mode == GroupMode.Staged, [.. tags.Select(t => (t.Name, t.Uses))],
            await living.Select(a => a.CustomerId).Distinct().CountAsync(cancel), await several.CountAsync(cancel),
            [.. rows.GroupBy(r => r.CustomerId).OrderBy(g => g.Key).Select(g => new TagContradiction(g.Key, g.First().Name,
                [.. g.OrderByDescending(r => r.Since).ThenByDescending(r => r.TagId).Select(r => names[r.TagId])]))]);
    }

    /// <summary>Makes the field and starts the batch that fills it; returns the batch.</summary>
    public async Task<Outcome<long>> StartAsync(TagFieldOrder order, Scope who, CancellationToken cancel)
    {
        if (!FieldDesk.MayDefine(who)) return new Refusal(FieldRefusal.NotAllowed, order.Name);
        await using var db = await contexts.CreateDbContextAsync(cancel);
        await using var transaction = await FieldDesk.BeginAsync(db, cancel);
        if (await db.TagGroups.AsNoTracking().SingleOrDefaultAsync(g => g.Id == order.TagGroup && g.OwnerId == 0, cancel) is not { } group) return new Refusal(FieldRefusal.Gone, order.Name);
        var tags = await OptionsAsync(db, group.Id, cancel);
        if (tags.Count == 0) return new Refusal(FieldRefusal.OptionsMissing, order.Name, FieldOption.Most);
        var created = await fields.AddAsync(db, Draft(order, group, tags), who, cancel);
        if (created.Refused is { } no) return no;
        var spec = FieldSpec.Of(created.Value!);
        // The definition numbers its options in the order they were given.
        var work = new TagFieldWork(spec.Id, group.Id, [.. tags.Select((t, i) => new TagOption(t.Id, spec.Options[i].Id))], order.Clash, order.ArchiveTags, []);
        var ids = tags.ConvertAll(t => t.Id);
        var total = await db.TagAssignments.Where(a => ids.Contains(a.TagId)).Select(a => a.CustomerId).Distinct().CountAsync(cancel);
        var batch = batches.Add(db, BatchKind.TagsToField, $"{group.Name} → {spec.Name}", work.Write(), total, who);
        await db.SaveChangesAsync(cancel);
        await transaction.CommitAsync(cancel);
        signal.Ring();
        return batch.Id;
    }

    private static FieldDraft Draft(TagFieldOrder order, TagGroup group, List<Tag> tags)
    {
        var numbers = Enumerable.Range(1, tags.Count).Select(n => -n).ToList();
        var steps = numbers.SelectMany((from, i) => numbers.Take(i).Append(i + 1 < numbers.Count ? numbers[i + 1] : 0).Where(to => to != 0).Select(to => new FieldStep(from, to)));
        return new()
        {
            Name = order.Name, Group = order.Heading, Type = FieldType.OneChoice, Meaning = group.Description, Steps = order.StepByStep ? [.. steps] : [],
            Options = [.. tags.Select((t, i) => new FieldOption(-(i + 1), t.Name, TagDictionary.Palette[i % TagDictionary.Palette.Count]))],
        };
    }

    /// <summary>The tags that can be assigned, and archived ones that somebody still carries, in the group's order.</summary>
    private static Task<List<Tag>> OptionsAsync(ScrmDbContext db, int groupId, CancellationToken cancel) =>
        db.Tags.AsNoTracking().Where(t => t.GroupId == groupId && (t.Status == TagStatus.Active || (t.Status == TagStatus.Archived && t.Uses > 0)))
            .OrderBy(t => t.Position).ThenBy(t => t.Id).ToListAsync(cancel);
}

internal sealed record TagOption(int Tag, int Option);

/// <summary>The parameters of the batch, and the tags it archived at its end.</summary>
internal sealed record TagFieldWork(int Field, int Group, TagOption[] Options, TagClash Clash, bool ArchiveTags, int[] Archived)
{
    public string Write() => JsonSerializer.Serialize(this);

    public static TagFieldWork Read(string work) => JsonSerializer.Deserialize<TagFieldWork>(work)!;

    /// <summary>The kept value for somebody who carries these tags; null where they contradict and are to be left out.</summary>
    public string? Value(IReadOnlyCollection<(int Tag, DateTime Since)> carried)
    {
        if (carried.Count > 1 && Clash == TagClash.Skip) return null;
        var tag = Clash == TagClash.FirstInOrder
            ? Options.First(o => carried.Any(c => c.Tag == o.Tag)).Tag
            : carried.OrderByDescending(c => c.Since).ThenByDescending(c => c.Tag).First().Tag;
        return Options.First(o => o.Tag == tag).Option.ToString(CultureInfo.InvariantCulture);
    }
}
