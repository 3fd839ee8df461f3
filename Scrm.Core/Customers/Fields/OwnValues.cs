using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Scrm.Core.Database;
using Scrm.Core.Team;

namespace Scrm.Core.Customers.Fields;

/// <summary>The columns of a list that are fields of the company's own.</summary>
internal static class OwnValues
{
    public static async Task<Dictionary<long, List<OwnValue>>> LoadAsync(ScrmDbContext db, IReadOnlyList<int> columns, IReadOnlyList<long> customers, Scope scope, CancellationToken cancel)
    {
        if (columns.Count == 0) return [];
        var book = await FieldBook.LoadAsync(db, cancel);
        var fields = columns.Select(book.Find).OfType<FieldSpec>().Where(f => !f.Archived).ToList();
        var values = await FieldStore.ValuesAsync(db, fields, customers, cancel);
        var ground = await FieldGround.LoadAsync(db, cancel);
        var named = fields.Where(f => f.Type == FieldType.Customer).SelectMany(f => values.Values.Select(v => v.GetValueOrDefault(f.Id, "")))
            .Where(v => v.Length > 0).Select(v => long.Parse(v, CultureInfo.InvariantCulture)).Distinct().ToList();
        var others = named.Count == 0 ? [] : await CustomerQuery.InScope(db, scope).Where(c => named.Contains(c.Id)).ToDictionaryAsync(c => c.Id, c => c.Name, cancel);
        return values.ToDictionary(v => v.Key, v => fields.Where(f => v.Value.ContainsKey(f.Id)).Select(f => Of(f, v.Value[f.Id])).ToList());

        OwnValue Of(FieldSpec field, string kept) =>
            new(field.Id, field.Type == FieldType.Phone ? PhoneMask.Of(kept) : kept, SheetReader.Shown(field, kept, ground, others));
    }
}
