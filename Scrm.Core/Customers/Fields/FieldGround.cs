using Microsoft.EntityFrameworkCore;
using Scrm.Core.Database;
using Scrm.Core.Team;

namespace Scrm.Core.Customers.Fields;

/// <summary>A member as a value names them.</summary>
public sealed record FieldMember(long Id, string Name, bool Enabled);

/// <summary>What the reading of a value has to know besides the value: the company's zone, and who works here.</summary>
public sealed record FieldGround(BusinessTime Time, IReadOnlyList<FieldMember> Members)
{
    public static readonly FieldGround Bare = new(BusinessTime.Of(BusinessTime.DefaultZone), []);

    internal static async Task<FieldGround> LoadAsync(ScrmDbContext db, CancellationToken cancel) => new(
        await CompanyBook.TimeAsync(db, cancel),
        await db.Members.AsNoTracking().OrderBy(m => m.Id).Select(m => new FieldMember(m.Id, m.Name, m.Enabled)).ToListAsync(cancel));

    public string NameOf(string kept) =>
        long.TryParse(kept, out var id) && Members.FirstOrDefault(m => m.Id == id) is { } member ? member.Name : kept;
}
