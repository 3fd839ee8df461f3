using Microsoft.EntityFrameworkCore;
using Scrm.Core.Database;

namespace Scrm.Core.Team;

/// <summary>A member as everybody may see them: in owner lists, in logs.</summary>
public sealed record MemberName(long Id, string Name, long DepartmentId, bool Enabled);

/// <summary>A member as an admin sees them. Locked: too many wrong passwords just now.</summary>
public sealed record MemberRow(
    long Id, string Name, string Login, Role Role, long DepartmentId, string Department, string WeComUserId, bool Enabled, bool Locked, DateTime CreatedAt, int Version, string Phone);

/// <summary>Who works here and how far each sees: the one place a <see cref="Scope"/> is built.</summary>
public sealed class Roster(IDbContextFactory<ScrmDbContext> contexts, TimeProvider clock)
{
    public const int LongestName = 60;

    /// <summary>Null where the member is gone, disabled, or the session carries an older stamp.</summary>
    public async Task<(SignedIn Me, Scope Scope)?> SessionAsync(long memberId, string stamp, CancellationToken cancel)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        var member = await db.Members.AsNoTracking().SingleOrDefaultAsync(m => m.Id == memberId && m.Enabled, cancel);
        if (member is null || member.SecurityStamp != stamp) return null;
        var me = new SignedIn(member.Id, member.Name, member.Role, member.SecurityStamp, member.Language, member.Theme, member.Density);
        return (me, await ScopeAsync(db, member, cancel));
    }

    /// <summary>The scope of a member by id, for jobs that act in a member's name; null where the member is gone or disabled.</summary>
    public async Task<Scope?> ScopeAsync(long memberId, CancellationToken cancel)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        var member = await db.Members.AsNoTracking().SingleOrDefaultAsync(m => m.Id == memberId && m.Enabled, cancel);
        return member is null ? null : await ScopeAsync(db, member, cancel);
    }

    public async Task<IReadOnlyList<MemberName>> NamesAsync(CancellationToken cancel)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        return await db.Members.AsNoTracking().OrderByDescending(m => m.Enabled).ThenBy(m => m.Name).Select(m => new MemberName(m.Id, m.Name, m.DepartmentId, m.Enabled)).ToListAsync(cancel);
    }

    public async Task<IReadOnlyList<MemberRow>> MembersAsync(Scope by, CancellationToken cancel)
    {
        if (!by.MayManageTeam) return [];
        var now = clock.GetUtcNow().UtcDateTime;
        await using var db = await contexts.CreateDbContextAsync(cancel);
        return await db.Members.AsNoTracking().OrderByDescending(m => m.Enabled).ThenByDescending(m => m.Role).ThenBy(m => m.Name)
            .Select(m => new MemberRow(m.Id, m.Name, m.Login, m.Role, m.DepartmentId, db.Departments.Where(d => d.Id == m.DepartmentId).Select(d => d.Name).FirstOrDefault() ?? "",
                m.WeComUserId, m.Enabled, m.LockedUntil > now, m.CreatedAt, m.Version, m.Phone))
            .ToListAsync(cancel);
    }

    private static async Task<Scope> ScopeAsync(ScrmDbContext db, Member member, CancellationToken cancel)
    {
        var team = new List<long> { member.Id };
        var departments = await db.Departments.AsNoTracking().ToListAsync(cancel);
        var managed = Below(departments, departments.Where(d => d.ManagerId == member.Id).Select(d => d.Id));
        if (managed.Count > 0)
            team.AddRange(await db.Members.Where(m => managed.Contains(m.DepartmentId) && m.Id != member.Id).Select(m => m.Id).ToListAsync(cancel));
        return new(Actor.Member(member.Id), member.Role, member.DepartmentId, team);
    }

    /// <summary>The departments named and all below them; a ring in the data ends the walk, it does not hang it.</summary>
    internal static HashSet<long> Below(IReadOnlyCollection<Department> departments, IEnumerable<long> roots)
    {
        var found = new HashSet<long>();
        var waiting = new Queue<long>(roots);
        while (waiting.TryDequeue(out var id))
            if (found.Add(id))
                foreach (var child in departments.Where(d => d.ParentId == id)) waiting.Enqueue(child.Id);
        return found;
    }

    internal static Refusal? CheckName(string name) => name.Length is 0 or > LongestName ? new(TeamRefusal.NameLength, LongestName) : null;

    internal static Refusal? CheckLogin(string login) =>
        login.Length is < 3 or > 60 || !login.All(c => char.IsLetterOrDigit(c) || c is '.' or '-' or '_' or '@' or '+') ? new(TeamRefusal.LoginForm) : null;
}
