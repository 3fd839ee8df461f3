using Microsoft.EntityFrameworkCore;
using Scrm.Core.Audit;
using Scrm.Core.Customers;
using Scrm.Core.Database;
using Scrm.Core.Import.Sheets;
using Scrm.Core.Team;

namespace Scrm.Core.Import;

/// <summary>Which lost customers leave the library, in which form, and why; the reason is kept in the audit log.</summary>
public sealed record LostExportOrder(LostFilter Filter, ExportFormat Format, string Reason);

/// <summary>The words of the file. Header: of each of <see cref="LostExport.Columns"/>.</summary>
public sealed record LostWords(string Sheet, Func<LostColumn, string> Header, Func<RelationState, string> Why, Func<LifecycleStage, string> Stage);

public enum LostColumn : byte { OneId, Customer, Phone, Member, Why, Reason, AddedAt, LostAt, DaysFollowed, Followers, Stage, Tags }

/// <summary>The list of lost customers as a file. Streams; memory does not grow with the rows.</summary>
public sealed class LostExport(IDbContextFactory<ScrmDbContext> contexts, LostCustomers lost, TimeProvider clock)
{
    public static readonly IReadOnlyList<(LostColumn Column, double Width)> Columns =
    [
        (LostColumn.OneId, 12), (LostColumn.Customer, 16), (LostColumn.Phone, 18), (LostColumn.Member, 12), (LostColumn.Why, 14), (LostColumn.Reason, 28), (LostColumn.AddedAt, 20),
        (LostColumn.LostAt, 20), (LostColumn.DaysFollowed, 10), (LostColumn.Followers, 12), (LostColumn.Stage, 10), (LostColumn.Tags, 48),
    ];

    /// <summary>Null where this person may export so; the reason is a must.</summary>
    public static Refusal? Check(LostExportOrder order, Scope who) =>
        !who.MayExport ? new(ImportRefusal.NotAllowed) : order.Reason.Trim().Length == 0 ? new(ImportRefusal.ReasonMissing) : null;

    /// <summary>Writes the file and returns its rows. The audit line stands before the first row leaves.</summary>
    public async Task<Outcome<int>> WriteAsync(Stream output, LostExportOrder order, LostWords words, Scope who, CancellationToken cancel)
    {
        if (Check(order, who) is { } refused) return refused;
        await using var db = await contexts.CreateDbContextAsync(cancel);
        var zone = await CompanyBook.TimeAsync(db, cancel);
        var count = (await lost.PageAsync(order.Filter with { Page = 1 }, who, cancel, take: 1)).Total;
        db.AuditEntries.Add(AuditTrail.Entry(clock.GetUtcNow().UtcDateTime, who.Actor, AuditAct.LostCustomersExported, 0, count, AuditTrail.Reason(order.Reason)));
        await db.SaveChangesAsync(cancel);
        var columns = Columns.Select(c => new OutColumn(words.Header(c.Column), c.Width)).ToList();
        using IRowWriter writer = order.Format == ExportFormat.Csv ? new CsvRowWriter(output, columns) : new SheetWriter(output, words.Sheet, columns);
        var written = 0;
        await foreach (var row in lost.AllAsync(order.Filter, who, cancel))
        {
            writer.Row(Cells(row, words, zone));
            written++;
        }
        return written;
    }

    private static OutCell[] Cells(LostRow row, LostWords words, BusinessTime zone) =>
    [
        row.CustomerId, row.Customer, row.Phone, row.Member, words.Why(row.Why), row.Reason, OutCell.DateTime(zone.ToLocal(row.AddedAt)), OutCell.DateTime(zone.ToLocal(row.LostAt)),
        row.DaysFollowed, row.Followers, row.Stage == LifecycleStage.Unknown ? OutCell.Blank : words.Stage(row.Stage), TagList.Join(row.Tags.Select(t => new ParsedTag(t.Group, t.Name))),
    ];
}
