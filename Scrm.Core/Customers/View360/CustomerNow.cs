using Scrm.Core.Customers.Fields;
using Scrm.Core.Forecast;

namespace Scrm.Core.Customers;

/// <summary>A tag that will soon fall off by itself.</summary>
public sealed record ExpiringTag(TagMark Tag, DateTime On);

/// <summary>Something that is due on a day: what runs out, or a renewal. Name: the product or the field.</summary>
public sealed record DueDate(string Name, DateOnly On, bool Renewal);

/// <summary>A field that asks for somebody: empty though it is required, or kept so long that it is to be looked at again.</summary>
public sealed record DueField(int Field, string Name, bool Missing);

/// <summary>What waits now. <paramref name="SilentDays"/>: since the last interaction; null where there was none yet.</summary>
public sealed record CustomerNow(
    int? SilentDays, int OpenReviews, OpenMatters Open, IReadOnlyList<ExpiringTag> Expiring, IReadOnlyList<DueField> Fields, IReadOnlyList<DueDate> Due)
{
    public const int ExpiringDays = 7, DueDays = 30;

    /// <summary>Nothing of this asks for anybody.</summary>
    public bool Quiet => OpenReviews == 0 && Open.Tickets.Count == 0 && Open.UnansweredSince == BusinessTime.Never && Open.Refunds.Count == 0
        && Expiring.Count == 0 && Fields.Count == 0 && Due.Count == 0;

    internal static CustomerNow Of(int? silentDays, int reviews, OpenMatters open, IReadOnlyList<TagWhy> tags, FieldSheet sheet, NextView next, DateTime now) => new(
        silentDays, reviews, open,
        [.. tags.Where(t => t.Expires != BusinessTime.Never && t.Expires <= now.AddDays(ExpiringDays)).OrderBy(t => t.Expires).Select(t => new ExpiringTag(t.Tag, t.Expires))],
        [.. sheet.Cells.Where(c => c.Visible && (c.Missing || c.ReviewDue)).OrderByDescending(c => c.Missing).Select(c => new DueField(c.Field.Id, c.Field.Name, c.Missing))],
        [.. next.RunOuts.Select(r => new DueDate(r.Product, r.On, false)).Concat(next.Renewals.Select(r => new DueDate(r.Field, r.On, true)))
            .Where(d => d.On <= next.Today.AddDays(DueDays)).OrderBy(d => d.On)]);
}
