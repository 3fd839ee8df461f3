using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Scrm.Core.Audit;
using Scrm.Core.Customers;
using Scrm.Core.Customers.Fields;
using Scrm.Core.Database;
using Scrm.Core.Import.Sheets;
using Scrm.Core.Tags;
using Scrm.Core.Team;

namespace Scrm.Core.Import;

public enum ExportShape : byte { OneColumn, GroupColumns }

public enum ExportFormat : byte { Xlsx, Csv }

/// <summary>What leaves the library, in which form, and why; the reason is kept in the audit log.</summary>
public sealed record ExportOrder(CustomerFilter Filter, ExportShape Shape, ExportFormat Format, string Reason);

/// <summary>The words of an exported file: they are read again by the import. Group: the header of a group's own column.</summary>
public sealed record ExportWords(string Sheet, Func<ColumnRole, string> Header, Func<string, string> Group, Func<Gender, string> Gender);

/// <summary>Customers with their tags as a file that can be imported again and then changes nothing. Streams; memory does not grow with the rows.</summary>
public sealed class CustomerExport(IDbContextFactory<ScrmDbContext> contexts, TimeProvider clock)
{
    private const int AStep = 2000;

    private const string Columns = "id, name, phone, member_no, external_id, gender, company, region, remark, source, owner_id, added_at";

    private static readonly (ColumnRole Role, double Width)[] Roles =
    [
        (ColumnRole.OneId, 12), (ColumnRole.Name, 16), (ColumnRole.Phone, 18), (ColumnRole.MemberNo, 16), (ColumnRole.ExternalId, 20), (ColumnRole.Gender, 8), (ColumnRole.Company, 24),
        (ColumnRole.Region, 14), (ColumnRole.Remark, 28), (ColumnRole.Source, 14), (ColumnRole.Owner, 12), (ColumnRole.AddedAt, 20),
    ];

    /// <summary>Null where this person may export so; the reason is a must.</summary>
    public static Refusal? Check(ExportOrder order, Scope who) =>
        !who.MayExport ? new(ImportRefusal.NotAllowed) : order.Reason.Trim().Length == 0 ? new(ImportRefusal.ReasonMissing) : null;

    public async Task<int> CountAsync(CustomerFilter filter, Scope who, CancellationToken cancel)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        return await (await CustomerQuery.LoadAsync(db, filter, who, await TagBook.LoadAsync(db, cancel), cancel)).CountAsync(cancel);
    }

    /// <summary>Writes the file and returns its rows. The audit line stands before the first row leaves.</summary>
    public async Task<Outcome<int>> WriteAsync(Stream output, ExportOrder order, ExportWords words, Scope who, CancellationToken cancel)
    {
        if (Check(order, who) is { } refused) return refused;
        await using var db = await contexts.CreateDbContextAsync(cancel);
        var book = await TagBook.LoadAsync(db, cancel);
        var query = await CustomerQuery.LoadAsync(db, order.Filter, who, book, cancel);
        var count = await query.CountAsync(cancel);
        db.AuditEntries.Add(AuditTrail.Entry(clock.GetUtcNow().UtcDateTime, who.Actor, AuditAct.CustomersExported, 0, count, AuditTrail.Reason(order.Reason)));
        await db.SaveChangesAsync(cancel);
        await db.Database.OpenConnectionAsync(cancel);

        var groups = book.Groups.Where(g => !g.Personal && TagPolicy.MaySee(g, who)).ToList();
        var fields = (await FieldBook.LoadAsync(db, cancel)).Active.ToList();
        var shape = new ExportRows(book, groups, order.Shape, words, await MembersAsync(db, cancel), await FieldGround.LoadAsync(db, cancel), fields, who.MayRevealPhones);
        var columns = Roles.Select(r => new OutColumn(words.Header(r.Role), r.Width)).Concat(fields.Select(f => new OutColumn(f.Name, 16))).Concat(shape.TagColumns()).ToList();
        using IRowWriter writer = order.Format == ExportFormat.Csv ? new CsvRowWriter(output, columns) : new SheetWriter(output, words.Sheet, columns);
        var written = 0;
        for (var last = 0L; await query.AfterAsync(last, long.MaxValue, AStep, cancel) is { Count: > 0 } ids; last = ids[^1], written += ids.Count)
            await StepAsync(db, ids, fields, shape, writer, cancel);
        return written;
    }

    private static async Task StepAsync(ScrmDbContext db, IReadOnlyList<long> ids, IReadOnlyList<FieldSpec> fields, ExportRows shape, IRowWriter writer, CancellationToken cancel)
    {
        var tags = new Dictionary<long, List<int>>(ids.Count);
        await Bulk.ReadAsync(db, "SELECT customer_id, tag_id FROM tag_assignments WHERE customer_id = @p0", "SELECT customer_id, tag_id FROM tag_assignments WHERE customer_id = ANY(@a)", ids, row =>
        {
            if (!tags.TryGetValue(row.GetInt64(0), out var own)) tags[row.GetInt64(0)] = own = [];
            own.Add(row.GetInt32(1));
        }, cancel);
        var values = await FieldStore.ValuesAsync(db, fields, ids, cancel);
        await Bulk.ReadAsync(db, $"SELECT {Columns} FROM customers WHERE id = @p0", $"SELECT {Columns} FROM customers WHERE id = ANY(@a) ORDER BY id", ids,
            (DbDataReader row) => writer.Row(shape.Cells(row, tags.GetValueOrDefault(row.GetInt64(0)), values.GetValueOrDefault(row.GetInt64(0)))), cancel);
    }

    private static Task<Dictionary<long, string>> MembersAsync(ScrmDbContext db, CancellationToken cancel) => db.Members.ToDictionaryAsync(m => m.Id, m => m.Name, cancel);
}

/// <summary>One customer as one row of cells.</summary>
internal sealed class ExportRows(
    TagBook book, IReadOnlyList<TagGroup> groups, ExportShape shape, ExportWords words, Dictionary<long, string> members, FieldGround ground,
    IReadOnlyList<FieldSpec> own, bool wholePhones)
{
    private const int Own = 12;
    private int Fields => Own + own.Count;
    private readonly Dictionary<int, int> places = groups.Index().ToDictionary(g => g.Item.Id, g => g.Index);
    private readonly OutCell[] cells = new OutCell[Own + own.Count + (shape == ExportShape.OneColumn ? 1 : groups.Count)];

    public IEnumerable<OutColumn> TagColumns() => shape == ExportShape.OneColumn
        ? [new OutColumn(words.Header(ColumnRole.Tags), 48)]
        : groups.Select(g => new OutColumn(words.Group(g.Name), 18));

    public ReadOnlySpan<OutCell> Cells(DbDataReader row, List<int>? tagIds, Dictionary<int, string>? values)
    {
        var phone = row.GetString(2);
        (cells[0], cells[1], cells[2]) = (row.GetInt64(0), row.GetString(1), wholePhones ? phone : PhoneMask.Of(phone));
        (cells[3], cells[4], cells[5]) = (row.GetString(3), row.GetString(4), words.Gender((Gender)row.GetInt16(5)));
        for (var field = 6; field <= 9; field++) cells[field] = row.GetString(field);
        cells[10] = members.GetValueOrDefault(row.GetInt64(10), "");
        cells[11] = OutCell.DateTime(ground.Time.ToLocal(UnixMilliseconds.FromStore(row.GetInt64(11))));
        for (var i = 0; i < own.Count; i++) cells[Own + i] = Value(own[i], values?.GetValueOrDefault(own[i].Id) ?? "");
        Tags(tagIds ?? []);
        return cells;
    }

    private string Value(FieldSpec field, string kept) => field.Type == FieldType.Phone && !wholePhones ? PhoneMask.Of(kept) : FieldValue.Plain(field, kept, ground);

    private void Tags(List<int> tagIds)
    {
        var shown = tagIds.Select(book.Tag).OfType<Tag>().Where(t => places.ContainsKey(t.GroupId)).OrderBy(t => places[t.GroupId]).ThenBy(t => t.Position).ThenBy(t => t.Id).ToList();
        if (shape == ExportShape.OneColumn)
        {
            cells[Fields] = TagList.Join(shown.Select(t => new ParsedTag(book.GroupOf(t).Name, t.Name)));
            return;
        }
        Array.Clear(cells, Fields, groups.Count);
        foreach (var group in shown.GroupBy(t => t.GroupId)) cells[Fields + places[group.Key]] = TagList.Join(group.Select(t => new ParsedTag(null, t.Name)));
    }
}
