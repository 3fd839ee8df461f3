using Microsoft.EntityFrameworkCore;
using Scrm.Core.Customers.Fields;
using Scrm.Core.Database;
using Scrm.Core.Import.Sheets;
using Scrm.Core.Tags;
using Scrm.Core.Team;

namespace Scrm.Core.Import;

/// <summary>An import's stored file, opened as its layout says, with the dictionary and the names of members beside it.</summary>
internal sealed class ImportFile(
    SheetFile file, SheetLayout layout, ImportChoices choices, Scope who, ILookup<string, long> members, BusinessTime zone, TouchGround? touches,
    FieldReading fields) : IDisposable
{
    /// <summary>Rows a transaction, and rows a step of the plan: the same pieces, though neither depends on it.</summary>
    public const int ChunkRows = 1000;

    public SheetLayout Layout => layout;
    public ImportChoices Choices => choices;
    public FieldReading Fields => fields;

    public static async Task<ImportFile> OpenAsync(ScrmDbContext db, UploadStore uploads, ImportRun run, Scope who, DateTime now, CancellationToken cancel)
    {
        var members = (await db.Members.Where(m => m.Enabled).Select(m => new { m.Name, m.Id }).ToListAsync(cancel)).ToLookup(m => Folding.Key(m.Name), m => m.Id);
        var zone = await CompanyBook.TimeAsync(db, cancel);
        var (layout, choices) = (ImportJson.Read<SheetLayout>(run.Layout), ImportJson.Read<ImportChoices>(run.Choices));
        var touches = layout.OfTouches ? await TouchStore.GroundAsync(db, layout, choices, zone, now, cancel) : null;
        var fields = new FieldReading(await FieldBook.LoadAsync(db, cancel), await FieldGround.LoadAsync(db, cancel));
        return new(SheetFile.Open(uploads.PathOf(run.StoredName), run.FileName), layout, choices, who, members, zone, touches, fields);
    }

    public ImportGround Ground(TagBook book, bool imagines, IReadOnlySet<ulong> shared) =>
        new(layout, choices, new TagNames(book, choices, who, imagines), members, zone, touches, fields) { Shared = shared };

    /// <summary>Whether both rows must be decided about in one piece.</summary>
    public bool Together(ParsedRow above, ParsedRow below) => layout.Kind == LayoutKind.Orders && TouchKeys.Together(above, below);

    /// <summary>The rows below <paramref name="after"/>, as the spreadsheet counts them.</summary>
    public IEnumerable<ParsedRow> Rows(TagBook book, long after, CancellationToken cancel)
    {
        var names = book.Tags.Select(t => t.NameKey).ToHashSet();
        var rows = new RowReader(file, layout, text => names.Contains(Folding.Key(text))).Rows(cancel);
        return after == 0 ? rows : rows.Where(r => r.Number > after);
    }

    public IEnumerable<DictionaryRow> DictionaryRows(CancellationToken cancel) => new RowReader(file, layout).DictionaryRows(cancel);

    public void Dispose() => file.Dispose();
}
