using Microsoft.EntityFrameworkCore;
using Scrm.Core.Database;

namespace Scrm.Core.Team;

/// <summary>A member's named views of a list. Nobody else sees them.</summary>
public sealed class SavedViews(IDbContextFactory<ScrmDbContext> contexts)
{
    private const int LongestName = 40;

    public async Task<IReadOnlyList<SavedView>> ListAsync(string page, Scope scope, CancellationToken cancel)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        return await db.SavedViews.AsNoTracking().Where(v => v.MemberId == scope.MemberId && v.Page == page).OrderBy(v => v.Id).ToListAsync(cancel);
    }

    /// <summary>Saves the query under the name; a view of that name is overwritten. False where the name is empty or too long.</summary>
    public async Task<bool> SaveAsync(string page, string name, string query, Scope scope, CancellationToken cancel)
    {
        var folded = Folding.Fold(name);
        if (folded.Length is 0 or > LongestName || scope.MemberId == 0) return false;
        await using var db = await contexts.CreateDbContextAsync(cancel);
        var view = await db.SavedViews.FirstOrDefaultAsync(v => v.MemberId == scope.MemberId && v.Page == page && v.Name == folded, cancel);
        if (view is null) db.SavedViews.Add(view = new SavedView { MemberId = scope.MemberId, Page = page, Name = folded });
        view.Query = query;
        await db.SaveChangesAsync(cancel);
        return true;
    }

    public async Task DeleteAsync(long id, Scope scope, CancellationToken cancel)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        await db.SavedViews.Where(v => v.Id == id && v.MemberId == scope.MemberId).ExecuteDeleteAsync(cancel);
    }
}
