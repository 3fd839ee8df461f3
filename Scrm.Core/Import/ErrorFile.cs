using Microsoft.EntityFrameworkCore;
using Scrm.Core.Database;
using Scrm.Core.Import.Sheets;
using Scrm.Core.Team;

namespace Scrm.Core.Import;

/// <summary>The rows of an import that had problems, as they were in the file, with the reasons: mended, it can be imported again.</summary>
public sealed class ErrorFile(IDbContextFactory<ScrmDbContext> contexts, UploadStore uploads)
{
    /// <summary>The file's own name, or null where there is no such import, no stored file, or no right.</summary>
    public async Task<string?> NameAsync(long id, Scope who, CancellationToken cancel)
    {
        if (!who.MayImport) return null;
        await using var db = await contexts.CreateDbContextAsync(cancel);
        return await db.Imports.AsNoTracking().SingleOrDefaultAsync(i => i.Id == id, cancel) is { } run && uploads.Has(run.StoredName) ? run.FileName : null;
    }

    /// <summary><paramref name="words"/>: a problem's kind and suggestion as one sentence.</summary>
    public async Task WriteAsync(Stream output, long id, ErrorWorkbookText text, Func<Enum, string, string> words, CancellationToken cancel)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        var run = await db.Imports.AsNoTracking().SingleAsync(i => i.Id == id, cancel);
        var layout = ImportJson.Read<SheetLayout>(run.Layout);
        var problems = await db.ImportProblems.AsNoTracking().Where(p => p.ImportId == id).OrderBy(p => p.Row).ThenBy(p => p.Id).ToListAsync(cancel);
        // The workbook knows problems of cells; those of the plan travel as a cell problem's place and find their words here.
        var sentences = new Dictionary<CellProblem, string>(ReferenceEqualityComparer.Instance);
        var byRow = problems.GroupBy(p => p.Row).ToDictionary(g => g.Key, g => (IReadOnlyList<CellProblem>)[.. g.Select(p =>
        {
            var cell = new CellProblem(p.Column, ProblemCode.NoKey, p.Value);
            sentences.Add(cell, words(RowProblem.KindOf(p.Code), p.Suggestion));
            return cell;
        })]);
        using var file = SheetFile.Open(uploads.PathOf(run.StoredName), run.FileName);
        ErrorWorkbook.Write(output, layout, ErrorWorkbook.Rows(file, layout, byRow, cancel), text, cell => sentences[cell]);
    }
}
