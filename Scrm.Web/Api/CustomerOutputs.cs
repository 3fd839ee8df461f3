using Scrm.Core.Customers;
using Scrm.Core.Tags;

namespace Scrm.Web.Api;

internal sealed record CustomerCount(int Count);

internal sealed record CustomerOut(CustomerCard Customer, IReadOnlyList<TagWhy> Tags, IReadOnlyList<IdentityLine> Identities);

internal sealed record CustomerLog(IReadOnlyList<TagLogLine> Tags, IReadOnlyList<FieldLogLine> Fields);

internal sealed record TagOutcomes(IReadOnlyList<TagOutcome> Items);

/// <summary>Why: "none" where it was done. StoodFor: the tag it ended with, another one where the tag is merged. Replaced: what it took the place of, or 0.</summary>
internal sealed record TagOutcome(int TagId, bool Remove, bool Done, TagSkip Why, int StoodFor, int Replaced);

internal sealed record WholePhone(string Phone);

/// <summary>How many customers are meant, and what would become of each tag.</summary>
internal sealed record BulkOutlook(int Customers, IReadOnlyList<BulkTagOutlook> Tags)
{
    public static BulkOutlook Of(BulkPreview preview) => new(preview.Customers, [.. preview.Lines.Select(l => new BulkTagOutlook(l.Tag.Id, l.Remove, l.Written, l.Unchanged,
        [.. l.Replaced.Select(r => new BulkReplaced(r.Tag, r.Count))], [.. l.Refused.Select(r => new BulkRefused(r.Why, r.Count))]))]);
}

internal sealed record BulkTagOutlook(int TagId, bool Remove, int Written, int Unchanged, IReadOnlyList<BulkReplaced> Replaced, IReadOnlyList<BulkRefused> Refused);

internal sealed record BulkReplaced(string Tag, int Count);

internal sealed record BulkRefused(TagSkip Why, int Count);
