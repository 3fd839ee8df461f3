using Microsoft.EntityFrameworkCore;
using Scrm.Core.Audit;
using Scrm.Core.Customers;
using Scrm.Core.Customers.Fields;
using Scrm.Core.Database;
using Scrm.Core.Events;
using Scrm.Core.Import.Sheets;
using Scrm.Core.Tags;
using Scrm.Core.Team;

namespace Scrm.Core.Import;

/// <summary>A file on its way into the library: uploaded, laid out, planned, applied in the background.</summary>
public sealed partial class ImportDesk(
    IDbContextFactory<ScrmDbContext> contexts, UploadStore uploads, ReadingTurns turns, TagDictionary dictionary, BatchDesk batches, BatchSignal signal,
    Tombstones tombstones, TimeProvider clock)
{
    private const int PreviewRows = 20;

    private DateTime Now => clock.GetUtcNow().UtcDateTime;

    /// <summary>Keeps the file, guesses its layout (or recalls the one used for these headers) and returns the import's id.</summary>
    public Task<Outcome<long>> UploadAsync(Stream content, string fileName, Scope who, CancellationToken cancel) => ReadAsync<long>(who, async () =>
    {
        if (await uploads.SaveAsync(content, cancel) is not { } stored) return new Refusal(ImportRefusal.StoreFull, UploadStore.Quota);
        await using var db = await contexts.CreateDbContextAsync(cancel);
        try
        {
            var layout = await GuessAsync(db, uploads.PathOf(stored.StoredName), fileName, sheet: null, wish: null, cancel);
            var same = await db.Imports.Where(i => i.Sha256 == stored.Sha256).OrderByDescending(i => i.Id).Select(i => i.StoredName).FirstOrDefaultAsync(cancel);
            var run = new ImportRun
            {
                FileName = Folding.Fold(Path.GetFileName(fileName)), StoredName = same is not null && uploads.Has(same) ? same : stored.StoredName, Size = stored.Size,
                Sha256 = stored.Sha256, Layout = ImportJson.Write(layout), Choices = ImportJson.Write(ImportChoices.For(layout.Kind)), MemberId = who.MemberId, CreatedAt = Now,
            };
            db.Imports.Add(run);
            await db.SaveChangesAsync(cancel);
            if (run.StoredName != stored.StoredName) uploads.Delete(stored.StoredName);
            return run.Id;
        }
        catch
        {
            uploads.Delete(stored.StoredName);
            throw;
        }
    }, cancel);

    /// <summary>Null where there is no such import.</summary>
    public Task<Outcome<ImportPreview>> PreviewAsync(long id, Scope who, CancellationToken cancel) => ReadAsync<ImportPreview>(who, async () =>
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        var run = await db.Imports.AsNoTracking().SingleAsync(i => i.Id == id, cancel);
        if (!uploads.Has(run.StoredName)) return new Refusal(ImportRefusal.FileGone);
        var layout = ImportJson.Read<SheetLayout>(run.Layout);
        using var file = SheetFile.Open(uploads.PathOf(run.StoredName), run.FileName);
        var reader = new RowReader(file, layout);
        var width = layout.Columns.Select(c => c.Index + 1).DefaultIfEmpty(0).Max();
        var rows = file.Rows(layout.Sheet, cancel).Take(PreviewRows).Select(row => new PreviewRow(row.Number, row.Hidden, row.Number >= layout.FirstDataRow,
            [.. Enumerable.Range(0, width).Select(column => row[column])],
            row.Number >= layout.FirstDataRow && layout.Kind != LayoutKind.Dictionary ? reader.Parse(row) : null)).ToList();
        return new ImportPreview(file.Sheets, rows, await db.ImportMappings.AnyAsync(m => m.HeaderKey == layout.HeaderKey, cancel));
    }, cancel);

    /// <summary>
    /// Takes another sheet of the file, with the layout guessed or recalled for it; or reads the same one anew under what the operator says about it:
    /// its row of headers, or that it is of orders and not of people.
    /// </summary>
    public Task<Outcome<SheetLayout>> ChooseSheetAsync(long id, int sheet, Scope who, CancellationToken cancel, LayoutWish? wish = null) => ReadAsync<SheetLayout>(who, async () =>
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        var run = await db.Imports.SingleAsync(i => i.Id == id, cancel);
        if (run.State >= ImportState.Applying) return new Refusal(ImportRefusal.AlreadyStarted);
        if (!uploads.Has(run.StoredName)) return new Refusal(ImportRefusal.FileGone);
        var layout = await GuessAsync(db, uploads.PathOf(run.StoredName), run.FileName, sheet, wish, cancel);
        if (wish?.HeaderRow is > 0 and var header && layout.HeaderRow != header) return new Refusal(ImportRefusal.NoSuchHeaderRow, header);
        Unplan(run, layout, ImportJson.Write(ImportChoices.For(layout.Kind)));
        return await SaveAsync(db, cancel) is { } refused ? refused : layout;
    }, cancel);

    /// <summary>The operator's correction of what the columns mean. What was planned or chosen before is void.</summary>
    public async Task<Outcome> SetLayoutAsync(long id, SheetLayout layout, Scope who, CancellationToken cancel)
    {
        if (!who.MayImport) return Outcome.No(ImportRefusal.NotAllowed);
        await using var db = await contexts.CreateDbContextAsync(cancel);
        var run = await db.Imports.SingleAsync(i => i.Id == id, cancel);
        if (run.State >= ImportState.Applying) return Outcome.No(ImportRefusal.AlreadyStarted);
        layout = layout with { Kind = LayoutGuess.Kind(layout.Kind, layout.Columns) };
        Unplan(run, layout, run.Choices);
        return new(await SaveAsync(db, cancel));
    }

    public async Task<Outcome> SetChoicesAsync(long id, ImportChoices choices, Scope who, CancellationToken cancel)
    {
        if (!who.MayImport) return Outcome.No(ImportRefusal.NotAllowed);
        await using var db = await contexts.CreateDbContextAsync(cancel);
        var run = await db.Imports.SingleAsync(i => i.Id == id, cancel);
        if (run.State >= ImportState.Applying) return Outcome.No(ImportRefusal.AlreadyStarted);
        if (choices.SourceId != 0 && !await db.Sources.AnyAsync(s => s.Id == choices.SourceId, cancel)) return Outcome.No(ImportRefusal.NoSuchSource);
        run.Choices = ImportJson.Write(choices);
        run.State = ImportState.Uploaded;
        return new(await SaveAsync(db, cancel));
    }

    /// <summary>Works out what the import would do with the layout and choices as they stand. Reports rows read.</summary>
    public Task<Outcome<ImportPlan>> PlanAsync(long id, Scope who, IProgress<int>? progress, CancellationToken cancel) => ReadAsync<ImportPlan>(who, async () =>
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        var run = await db.Imports.SingleAsync(i => i.Id == id, cancel);
        if (run.State >= ImportState.Applying) return new Refusal(ImportRefusal.AlreadyStarted);
        if (LayoutCheck.Check(ImportJson.Read<SheetLayout>(run.Layout)) is { } incomplete) return incomplete;
        if (!uploads.Has(run.StoredName)) return new Refusal(ImportRefusal.FileGone);
        using var file = await ImportFile.OpenAsync(db, uploads, run, who, Now, cancel);
        var plan = file.Layout.Kind == LayoutKind.Dictionary
            ? DictionaryPlanner.Plan(await TagBook.LoadAsync(db, cancel), file.DictionaryRows(cancel), file.Layout, who).Plan()
            : await new PlanRun(db, tombstones, file, who, Now).RunAsync(progress, cancel);
        run.Plan = ImportJson.Write(plan);
        run.State = ImportState.Planned;
        return await SaveAsync(db, cancel) is { } refused ? refused : plan;
    }, cancel);

    /// <summary>The company's sources, for orders and events to come from.</summary>
    public async Task<IReadOnlyList<SourceName>> SourcesAsync(Scope who, CancellationToken cancel)
    {
        if (!who.MayImport) return [];
        await using var db = await contexts.CreateDbContextAsync(cancel);
        return await db.Sources.Where(s => !s.Archived).OrderBy(s => s.Position).ThenBy(s => s.Id).Select(s => new SourceName(s.Id, s.Name)).ToListAsync(cancel);
    }

    /// <summary>The kinds of events that a file may bring.</summary>
    public async Task<IReadOnlyList<KnownKind>> KindsAsync(Scope who, CancellationToken cancel)
    {
        if (!who.MayImport) return [];
        await using var db = await contexts.CreateDbContextAsync(cancel);
        return [.. (await EventKindBook.LoadAsync(db, cancel)).All.Where(k => k is { Archived: false, Reserved: false })];
    }

    /// <summary>One file at a time for a person, off the caller's thread; a refused file is an outcome and not a fault.</summary>
    private async Task<Outcome<T>> ReadAsync<T>(Scope who, Func<Task<Outcome<T>>> read, CancellationToken cancel)
    {
        if (!who.MayImport) return new Refusal(ImportRefusal.NotAllowed);
        using var turn = turns.Take(who.Actor);
        if (turn is null) return new Refusal(ImportRefusal.Busy);
        // Reading is work for a processor, and SQLite answers on the caller's thread: the page must not wait for either.
        await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
        try
        {
            return await read();
        }
        catch (FileRefused no)
        {
            return new Refusal(no.Fault, no.Sheet!, no.Row!, no.Column!, no.Limit!, no.Actual!);
        }
    }

    private static async Task<SheetLayout> GuessAsync(ScrmDbContext db, string path, string fileName, int? sheet, LayoutWish? wish, CancellationToken cancel)
    {
        var groups = await db.TagGroups.Where(g => g.OwnerId == 0).Select(g => g.Name).ToListAsync(cancel);
        using var file = SheetFile.Open(path, fileName);
        var guess = sheet is { } chosen ? LayoutGuess.Of(file, chosen, groups, cancel, wish) : LayoutGuess.Best(file, groups, cancel);
        if (guess.Columns.Count == 0) throw new FileRefused(FileFault.Empty, file.Sheets[guess.Sheet].Name);
        guess = FieldReading.Mark(guess, await FieldBook.LoadAsync(db, cancel), groups);
        if (wish?.Kind is not null) return guess;
        var remembered = await db.ImportMappings.AsNoTracking().SingleOrDefaultAsync(m => m.HeaderKey == guess.HeaderKey, cancel);
        return remembered is null ? guess : LayoutCheck.Recall(guess, ImportJson.Read<SheetLayout>(remembered.Layout));
    }

    private static void Unplan(ImportRun run, SheetLayout layout, string choices)
    {
        run.Layout = ImportJson.Write(layout);
        run.Choices = choices;
        run.Plan = "";
        run.State = ImportState.Uploaded;
    }

    private static async Task<Refusal?> SaveAsync(ScrmDbContext db, CancellationToken cancel)
    {
        try
        {
            await db.SaveChangesAsync(cancel);
            return null;
        }
        catch (DbUpdateConcurrencyException)
        {
            return new(ImportRefusal.ChangedMeanwhile);
        }
    }
}
