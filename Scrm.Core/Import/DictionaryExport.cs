using Microsoft.EntityFrameworkCore;
using Scrm.Core.Audit;
using Scrm.Core.Database;
using Scrm.Core.Import.Sheets;
using Scrm.Core.Tags;
using Scrm.Core.Team;

namespace Scrm.Core.Import;

/// <summary>The words of an exported dictionary: they are read again by the import.</summary>
public sealed record DictionaryWords(
    string Sheet, Func<ColumnRole, string> Header, Func<GroupClass, string> Class, Func<GroupMode, string> Mode, Func<UpdateCycle, string> Cycle, Func<bool, string> YesNo);

/// <summary>A group with the names of its active tags, for templates and choices.</summary>
public sealed record GroupName(int Id, string Name, GroupMode Mode, IReadOnlyList<string> Tags);

/// <summary>The company's dictionary as a file that can be imported again and then changes nothing: a row a tag, and one for a group without tags.</summary>
public sealed class DictionaryExport(IDbContextFactory<ScrmDbContext> contexts, TimeProvider clock)
{
    public static readonly IReadOnlyList<(ColumnRole Role, double Width)> Columns =
    [
        (ColumnRole.TagGroup, 18), (ColumnRole.GroupClass, 10), (ColumnRole.GroupMode, 10), (ColumnRole.GroupLocked, 8), (ColumnRole.GroupCycle, 12), (ColumnRole.GroupMeaning, 30),
        (ColumnRole.TagName, 18), (ColumnRole.TagMeaning, 40), (ColumnRole.TagColour, 12), (ColumnRole.TagPinned, 8), (ColumnRole.TagLifetime, 12),
    ];

    public async Task<Outcome<int>> WriteAsync(Stream output, ExportFormat format, DictionaryWords words, Scope who, CancellationToken cancel)
    {
        if (!who.MayExport) return new Refusal(ImportRefusal.NotAllowed);
        await using var db = await contexts.CreateDbContextAsync(cancel);
        var book = await TagBook.LoadAsync(db, cancel);
        var groups = book.Groups.Where(g => !g.Personal && TagPolicy.MaySee(g, who)).ToList();
        db.AuditEntries.Add(AuditTrail.Entry(clock.GetUtcNow().UtcDateTime, who.Actor, AuditAct.DictionaryExported, 0, groups.Count));
        await db.SaveChangesAsync(cancel);
        var columns = Columns.Select(c => new OutColumn(words.Header(c.Role), c.Width)).ToList();
        using IRowWriter writer = format == ExportFormat.Csv ? new CsvRowWriter(output, columns) : new SheetWriter(output, words.Sheet, columns);
        var tags = book.Tags.Where(t => t.Status == TagStatus.Active).ToLookup(t => t.GroupId);
        var rows = groups.SelectMany(g => tags[g.Id].DefaultIfEmpty().Select(t => (Group: g, Tag: t))).ToList();
        foreach (var (group, tag) in rows) writer.Row(Cells(group, tag, words));
        return rows.Count;
    }

    /// <summary>The company's groups this person sees, with their tags.</summary>
    public async Task<IReadOnlyList<GroupName>> GroupsAsync(Scope who, CancellationToken cancel)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        var book = await TagBook.LoadAsync(db, cancel);
        var tags = book.Tags.Where(t => t.Status == TagStatus.Active).ToLookup(t => t.GroupId, t => t.Name);
        return [.. book.Groups.Where(g => !g.Personal && TagPolicy.MaySee(g, who)).Select(g => new GroupName(g.Id, g.Name, g.Mode, [.. tags[g.Id]]))];
    }

    private static OutCell[] Cells(TagGroup group, Tag? tag, DictionaryWords words) =>
    [
        group.Name, words.Class(group.Class), words.Mode(group.Mode), words.YesNo(group.Locked), words.Cycle(group.Cycle), group.Description,
        tag?.Name, tag?.Meaning, group.Color, tag is null ? OutCell.Blank : words.YesNo(tag.Pinned), tag is null ? OutCell.Blank : tag.LifetimeDays,
    ];
}
