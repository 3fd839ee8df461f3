using Microsoft.EntityFrameworkCore;
using Scrm.Core.Customers;
using Scrm.Core.Database;
using Scrm.Core.Import.Sheets;
using Scrm.Core.Tags;
using Scrm.Core.Team;

namespace Scrm.Core.Import;

/// <summary>
/// The rows of an import that had problems, or of a plan that has, as they are in the file, with the reasons: mended, it can be imported again.
/// </summary>
public sealed class ErrorFile(IDbContextFactory<ScrmDbContext> contexts, UploadStore uploads, Tombstones tombstones, TimeProvider clock)
{
    /// <summary>The file's own name, or null where there is no such import, no stored file, or no right.</summary>
    public async Task<string?> NameAsync(long id, Scope who, CancellationToken cancel)
    {
        if (!who.MayImport) return null;
        await using var db = await contexts.CreateDbContextAsync(cancel);
        return await db.Imports.AsNoTracking().SingleOrDefaultAsync(i => i.Id == id, cancel) is { } run && uploads.Has(run.StoredName) ? run.FileName : null;
    }

    /// <summary><paramref name="words"/>: a problem's kind and suggestion as one sentence.</summary>
    public async Task WriteAsync(Stream output, long id, Scope who, ErrorWorkbookText text, Func<Enum, string, string> words, CancellationToken cancel)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        var run = await db.Imports.AsNoTracking().SingleAsync(i => i.Id == id, cancel);
        var layout = ImportJson.Read<SheetLayout>(run.Layout);
        var problems = run.State >= ImportState.Applying ? await KeptAsync(db, id, cancel) : await PlannedAsync(db, run, who, cancel);
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

    private static Task<List<RowProblem>> KeptAsync(ScrmDbContext db, long id, CancellationToken cancel) =>
        db.ImportProblems.Where(p => p.ImportId == id).OrderBy(p => p.Row).ThenBy(p => p.Id)
            .Select(p => new RowProblem(p.Row, p.Column, p.Code, p.Value, p.Suggestion, p.RowLost)).ToListAsync(cancel);

    /// <summary>A plan keeps only its counts and a few examples, so it is made once more.</summary>
    private async Task<List<RowProblem>> PlannedAsync(ScrmDbContext db, ImportRun run, Scope who, CancellationToken cancel)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        using var file = await ImportFile.OpenAsync(db, uploads, run, who, now, cancel);
        if (file.Layout.Kind == LayoutKind.Dictionary) return [.. DictionaryPlanner.Plan(await TagBook.LoadAsync(db, cancel), file.DictionaryRows(cancel), file.Layout, who).Problems];
        if (LayoutCheck.Check(file.Layout) is not null) return [];
        var plan = new PlanRun(db, tombstones, file, who, now) { All = [] };
        await plan.RunAsync(null, cancel);
        return plan.All;
    }
}
