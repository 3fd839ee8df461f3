using Scrm.Core.Database;

namespace Scrm.Core.Customers.Fields;

/// <summary>Lines of the field log about fields that the company defined, in names; those are read only where a line speaks of them.</summary>
internal sealed class FieldLog(FieldBook book, FieldGround ground)
{
    public static async Task<FieldLog> LoadAsync(ScrmDbContext db, IEnumerable<FieldChange> lines, CancellationToken cancel) => lines.Any(l => l.DefinitionId > 0)
        ? new(await FieldBook.LoadAsync(db, cancel), await FieldGround.LoadAsync(db, cancel)) : new(FieldBook.Of([]), FieldGround.Bare);

    /// <summary>Null where the line is about a field that every customer has.</summary>
    public FieldLogLine? Line(FieldChange line, ActorName by, string batch) => line.DefinitionId == 0 ? null
        : book.Find(line.DefinitionId) is not { } field ? new(0, "", "", line.At, by, line.BatchId, batch, "—")
        : new(0, Shown(field, line.Old), Shown(field, line.New), line.At, by, line.BatchId, batch, field.Name, field.Type);

    private string Shown(FieldSpec field, string kept) => field.Type switch
    {
        FieldType.Phone => PhoneMask.Of(kept),
        FieldType.YesNo => kept,
        _ => FieldValue.Plain(field, kept, ground),
    };
}
