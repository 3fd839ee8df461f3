using Microsoft.EntityFrameworkCore;
using Scrm.Core.Audit;
using Scrm.Core.Database;

namespace Scrm.Core.Team;

/// <summary>One line of the tree, in reading order; Depth counts from 0, Members those of this department alone.</summary>
public sealed record DepartmentRow(long Id, string Name, long ParentId, int Depth, long ManagerId, string ManagerName, int Members);

public sealed class DepartmentBook(IDbContextFactory<ScrmDbContext> contexts, TimeProvider clock)
{
    public async Task<IReadOnlyList<DepartmentRow>> TreeAsync(CancellationToken cancel)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        var rows = await db.Departments.AsNoTracking().OrderBy(d => d.Position).ThenBy(d => d.Id)
            .Select(d => new DepartmentRow(d.Id, d.Name, d.ParentId, 0, d.ManagerId,
                db.Members.Where(m => m.Id == d.ManagerId).Select(m => m.Name).FirstOrDefault() ?? "", db.Members.Count(m => m.DepartmentId == d.Id && m.Enabled)))
            .ToListAsync(cancel);
        var byParent = rows.ToLookup(r => r.ParentId);
        List<DepartmentRow> tree = [];
        Walk(0, 0);
        return tree;

        void Walk(long parent, int depth)
        {
            foreach (var row in byParent[parent])
            {
                tree.Add(row with { Depth = depth });
                Walk(row.Id, depth + 1);
            }
        }
    }

    /// <summary>Adds a department where <paramref name="id"/> is 0, else edits it; 0 means no parent, no manager.</summary>
    public async Task<Outcome<long>> SaveAsync(Scope by, long id, string name, long parentId, long managerId, CancellationToken cancel)
    {
        if (!by.MayManageTeam) return new Refusal(TeamRefusal.NotAllowed);
        name = name.Trim();
        if (Roster.CheckName(name) is { } refused) return refused;
        await using var db = await contexts.CreateDbContextAsync(cancel);
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        await db.Companies.ExecuteUpdateAsync(c => c.SetProperty(x => x.Name, x => x.Name), cancel);
        var all = await db.Departments.ToListAsync(cancel);
        var department = id == 0 ? new Department { Position = all.Count } : all.Find(d => d.Id == id);
        if (department is null || (parentId != 0 && !all.Exists(d => d.Id == parentId))) return new Refusal(TeamRefusal.NotFound);
        if (managerId != 0 && !await db.Members.AnyAsync(m => m.Id == managerId && m.Enabled, cancel)) return new Refusal(TeamRefusal.NotFound);
        if (id != 0 && Roster.Below(all, [id]).Contains(parentId)) return new Refusal(TeamRefusal.DepartmentCycle);
        if (all.Exists(d => d.Id != id && d.ParentId == parentId && Folding.Key(d.Name) == Folding.Key(name))) return new Refusal(TeamRefusal.DepartmentTaken, name);
        (department.Name, department.ParentId, department.ManagerId) = (name, parentId, managerId);
        if (id == 0) db.Departments.Add(department);
        await db.SaveChangesAsync(cancel);
        await AuditAsync(db, by, department.Id, name, cancel);
        await transaction.CommitAsync(cancel);
        return department.Id;
    }

    /// <summary>Only an empty department goes: members and departments below are moved first.</summary>
    public async Task<Outcome> DeleteAsync(Scope by, long id, CancellationToken cancel)
    {
        if (!by.MayManageTeam) return Outcome.No(TeamRefusal.NotAllowed);
        await using var db = await contexts.CreateDbContextAsync(cancel);
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        await db.Companies.ExecuteUpdateAsync(c => c.SetProperty(x => x.Name, x => x.Name), cancel);
        var members = await db.Members.CountAsync(m => m.DepartmentId == id, cancel);
        var below = await db.Departments.CountAsync(d => d.ParentId == id, cancel);
        if (members + below > 0) return Outcome.No(TeamRefusal.DepartmentInUse, members, below);
        if (await db.Departments.SingleOrDefaultAsync(d => d.Id == id, cancel) is not { } department) return Outcome.No(TeamRefusal.NotFound);
        db.Departments.Remove(department);
        await AuditAsync(db, by, id, department.Name, cancel);
        await transaction.CommitAsync(cancel);
        return Outcome.Done;
    }

    private Task AuditAsync(ScrmDbContext db, Scope by, long id, string name, CancellationToken cancel)
    {
        db.AuditEntries.Add(AuditTrail.Entry(clock.GetUtcNow().UtcDateTime, by.Actor, AuditAct.DepartmentEdited, id, detail: name));
        return db.SaveChangesAsync(cancel);
    }
}
