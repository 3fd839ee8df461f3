using Scrm.Core.Database;
using Scrm.Core.Tags;

namespace Scrm.Core.Customers.Fields;

/// <summary>The fields, archived ones too, whose conditions ask for a tag.</summary>
internal sealed class TagsInConditions : ITagUser
{
    public async Task<IReadOnlyList<string>> NamingAsync(ScrmDbContext db, int tag, CancellationToken cancel)
    {
        var said = tag.ToString(System.Globalization.CultureInfo.InvariantCulture);
        return [.. (await FieldBook.LoadAsync(db, cancel)).All.Where(f => f.Conditions.Any(t => t.OnTags && t.Values.Contains(said))).Select(f => f.Name)];
    }
}
