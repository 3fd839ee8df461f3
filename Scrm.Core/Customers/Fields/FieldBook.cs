using Microsoft.EntityFrameworkCore;
using Scrm.Core.Database;

namespace Scrm.Core.Customers.Fields;

/// <summary>All fields of the company as they stood at one moment, in the order of the page; for decisions in memory.</summary>
public sealed class FieldBook
{
    private readonly Dictionary<int, FieldSpec> fields;

    private FieldBook(IReadOnlyList<FieldSpec> all) => (All, fields) = (all, all.ToDictionary(f => f.Id));

    /// <summary>Archived ones too.</summary>
    public IReadOnlyList<FieldSpec> All { get; }

    public IEnumerable<FieldSpec> Active => All.Where(f => !f.Archived);

    public static FieldBook Of(IEnumerable<FieldSpec> fields) => new([.. fields]);

    public static async Task<FieldBook> LoadAsync(ScrmDbContext db, CancellationToken cancel) =>
        new((await db.FieldDefinitions.AsNoTracking().OrderBy(f => f.Position).ThenBy(f => f.Id).ToListAsync(cancel)).ConvertAll(FieldSpec.Of));

    public FieldSpec? Find(int id) => fields.GetValueOrDefault(id);

    public FieldSpec? Find(string key) => All.FirstOrDefault(f => string.Equals(f.Key, key, StringComparison.OrdinalIgnoreCase));

    /// <summary>By name, in any width and letter case.</summary>
    public FieldSpec? Named(string name) => Folding.Key(name) is var key && key.Length > 0 ? All.FirstOrDefault(f => Folding.Key(f.Name) == key) : null;
}
