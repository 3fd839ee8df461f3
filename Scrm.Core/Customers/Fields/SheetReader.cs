using Microsoft.EntityFrameworkCore;
using Scrm.Core.Database;
using Scrm.Core.Team;

namespace Scrm.Core.Customers.Fields;

/// <summary>Reads the sheet of a customer whom the caller has found within reach: values, who wrote them when, what is shown, asked for and due.</summary>
internal sealed class SheetReader(ScrmDbContext db, FieldBook book, Scope scope, DateTime now)
{
    public async Task<FieldSheet> ReadAsync(long customer, CancellationToken cancel)
    {
        if (!book.Active.Any()) return new(customer, []);
        var tags = FieldWriter.AsksForTags(book) ? (await FieldWriter.TagsOfAsync(db, [customer], cancel)).GetValueOrDefault(customer) ?? [] : [];
        return await ReadAsync(customer, await FieldGround.LoadAsync(db, cancel), tags, cancel);
    }

    /// <summary>For a reader that knows the ground and the customer's tags already: two statements, a third where a value names another customer.</summary>
    public async Task<FieldSheet> ReadAsync(long customer, FieldGround ground, IReadOnlySet<int> tags, CancellationToken cancel)
    {
        var fields = book.Active.ToList();
        if (fields.Count == 0) return new(customer, []);
        var values = (await FieldStore.ValuesAsync(db, fields, [customer], cancel)).GetValueOrDefault(customer) ?? [];
        var (last, others) = (await LastAsync(customer, cancel), await OthersAsync(fields, values, cancel));
        var members = ground.Members.ToDictionary(m => m.Id, m => m.Name);
        var state = new FieldState(book, values, tags);
        return new(customer, [.. fields.Select(field =>
        {
            var kept = values.GetValueOrDefault(field.Id, "");
            var line = last.GetValueOrDefault(field.Id);
            var by = line is null ? default : new ActorName(line.ActorKind, line.ActorKind == ActorKind.Member ? members.GetValueOrDefault(line.ActorId, "") : "");
            var due = kept.Length > 0 && field.ReviewDays > 0 && (line is null || line.At.AddDays(field.ReviewDays) <= now);
            return new FieldCell(field, field.Type == FieldType.Phone ? PhoneMask.Of(kept) : kept, Shown(field, kept, ground, others), state.Visible(field), state.Required(field),
                FieldPolicy.MayEdit(field, scope), line?.Id ?? 0, line?.At ?? BusinessTime.Never, by, due);
        })]);
    }

    /// <summary>The id of the last change of each of these fields.</summary>
    public static async Task<Dictionary<int, long>> StampsAsync(ScrmDbContext db, long customer, IReadOnlyList<int> fields, CancellationToken cancel) =>
        await db.FieldChanges.Where(c => c.CustomerId == customer && fields.Contains(c.DefinitionId)).GroupBy(c => c.DefinitionId)
            .Select(g => new { g.Key, Last = g.Max(c => c.Id) }).ToDictionaryAsync(g => g.Key, g => g.Last, cancel);

    internal static string Shown(FieldSpec field, string kept, FieldGround ground, IReadOnlyDictionary<long, string> customers) => field.Type switch
    {
        FieldType.YesNo => kept,
        FieldType.Phone => PhoneMask.Of(kept),
        FieldType.Customer => long.TryParse(kept, out var id) ? customers.GetValueOrDefault(id, kept) : "",
        _ => FieldValue.Plain(field, kept, ground),
    };

    /// <summary>Names of the customers that values name, within reach only.</summary>
    private async Task<IReadOnlyDictionary<long, string>> OthersAsync(List<FieldSpec> fields, Dictionary<int, string> values, CancellationToken cancel)
    {
        var ids = fields.Where(f => f.Type == FieldType.Customer && values.ContainsKey(f.Id)).Select(f => long.Parse(values[f.Id], System.Globalization.CultureInfo.InvariantCulture)).ToList();
        if (ids.Count == 0) return new Dictionary<long, string>();
        return await CustomerQuery.InScope(db, scope).Where(c => ids.Contains(c.Id)).ToDictionaryAsync(c => c.Id, c => c.Name, cancel);
    }

    private async Task<Dictionary<int, FieldChange>> LastAsync(long customer, CancellationToken cancel)
    {
        var latest = db.FieldChanges.Where(c => c.CustomerId == customer && c.DefinitionId > 0).GroupBy(c => c.DefinitionId).Select(g => g.Max(c => c.Id));
        return await db.FieldChanges.AsNoTracking().Where(c => c.CustomerId == customer && latest.Contains(c.Id)).ToDictionaryAsync(c => c.DefinitionId, cancel);
    }
}
