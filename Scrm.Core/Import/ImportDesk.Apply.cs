using Microsoft.EntityFrameworkCore;
using Scrm.Core.Audit;
using Scrm.Core.Database;
using Scrm.Core.Import.Sheets;
using Scrm.Core.Tags;
using Scrm.Core.Team;

namespace Scrm.Core.Import;

public sealed partial class ImportDesk
{
    /// <summary>
    /// Starts what was planned and returns the id of the batch at work.
    /// Two clicks, or two people: whoever comes second finds it started.
    /// </summary>
    public async Task<Outcome<long>> ApplyAsync(long id, Scope who, CancellationToken cancel)
    {
        if (!who.MayImport) return new Refusal(ImportRefusal.NotAllowed);
        await using var db = await contexts.CreateDbContextAsync(cancel);
        var run = await db.Imports.AsNoTracking().SingleAsync(i => i.Id == id, cancel);
        if (run.State >= ImportState.Applying) return new Refusal(ImportRefusal.AlreadyStarted);
        if (run.State != ImportState.Planned || ImportJson.ReadOrNull<ImportPlan>(run.Plan) is not { } plan) return new Refusal(ImportRefusal.NotPlanned);
        if (!uploads.Has(run.StoredName)) return new Refusal(ImportRefusal.FileGone);
        if (plan.Counts.Rows == plan.Counts.Lost) return new Refusal(ImportRefusal.NothingToDo);
        var layout = ImportJson.Read<SheetLayout>(run.Layout);
        var (created, refused) = await NewTags.CreateAsync(dictionary, contexts, plan, ImportJson.Read<ImportChoices>(run.Choices), who, cancel);
        if (refused is not null) return refused;
        var work = new ImportWork(id, who.Role, who.DepartmentId, new ImportCounts());
        await using var transaction = await Bulk.BeginAsync(db, cancel);
        if (layout.OfTouches) await TouchStore.EnsureSourceAsync(db, ImportJson.Read<ImportChoices>(run.Choices), Now, cancel);
        var batch = batches.Add(db, KindOf(layout), run.FileName, ImportJson.Write(work), plan.Counts.Rows, who);
        await db.SaveChangesAsync(cancel);
        var started = await db.Imports.Where(i => i.Id == id && i.State == ImportState.Planned && i.Version == run.Version).ExecuteUpdateAsync(i => i
            .SetProperty(x => x.State, ImportState.Applying).SetProperty(x => x.BatchId, batch.Id).SetProperty(x => x.Version, x => x.Version + 1), cancel);
        if (started == 0) return new Refusal(ImportRefusal.AlreadyStarted);
        await db.Tags.Where(t => created.Contains(t.Id)).ExecuteUpdateAsync(t => t.SetProperty(x => x.BatchId, batch.Id), cancel);
        db.AuditEntries.Add(AuditTrail.Entry(Now, who.Actor, layout.Kind == LayoutKind.Dictionary ? AuditAct.DictionaryImported : AuditAct.CustomersImported, id, plan.Counts.Rows));
        await RememberAsync(db, layout, cancel);
        await db.SaveChangesAsync(cancel);
        await transaction.CommitAsync(cancel);
        signal.Ring();
        return batch.Id;
    }

    private static BatchKind KindOf(SheetLayout layout) => layout.Kind switch
    {
        LayoutKind.Orders => BatchKind.OrderImport, LayoutKind.Events => BatchKind.EventImport, LayoutKind.Dictionary => BatchKind.DictionaryImport, _ => BatchKind.Import,
    };

    /// <summary>The next file with these headers is read as this one was.</summary>
    private async Task RememberAsync(ScrmDbContext db, SheetLayout layout, CancellationToken cancel)
    {
        if (layout.HeaderRow is null) return;
        var mapping = await db.ImportMappings.SingleOrDefaultAsync(m => m.HeaderKey == layout.HeaderKey, cancel);
        if (mapping is null) db.ImportMappings.Add(mapping = new ImportMapping { HeaderKey = layout.HeaderKey });
        (mapping.Layout, mapping.UsedAt) = (ImportJson.Write(layout), Now);
    }
}
