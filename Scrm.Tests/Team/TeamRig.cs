using Microsoft.AspNetCore.Identity;
using Scrm.Core;
using Scrm.Core.Database;
using Scrm.Core.Team;
using Scrm.Tests.Kit;

namespace Scrm.Tests.Team;

/// <summary>The team's use-cases over one fresh database, with an admin who may do everything.</summary>
internal sealed class TeamRig : IAsyncDisposable
{
    public const string Password = "a-long-enough-1";

    private TeamRig(TestDatabase database)
    {
        var hasher = new PasswordHasher<Member>();
        Database = database;
        TwoStep = new(database, new OpenBox(), database.Clock);
        Accounts = new(database, hasher, TwoStep, database.Clock);
        Members = new(database, hasher, database.Clock);
        Departments = new(database, database.Clock);
        Roster = new(database, database.Clock);
        Keys = new(database, database.Clock);
        Company = new(database, database.Clock);
        Audit = new(database, database.Clock);
    }

    public TestDatabase Database { get; }
    public TwoStep TwoStep { get; }
    public Accounts Accounts { get; }
    public MemberBook Members { get; }
    public DepartmentBook Departments { get; }
    public Roster Roster { get; }
    public ApiKeys Keys { get; }
    public CompanyBook Company { get; }
    public Scrm.Core.Audit.AuditTrail Audit { get; }
    public Scope Admin { get; private set; } = null!;

    public static async Task<TeamRig> CreateAsync(DatabaseEngine engine)
    {
        var rig = new TeamRig(await TestDatabase.CreateAsync(engine));
        var admin = await rig.Accounts.SetUpAsync("林晓", "admin", Password, "zh-CN", default);
        rig.Admin = (await rig.Roster.ScopeAsync(admin.Value!.MemberId, default))!;
        return rig;
    }

    public async Task<OneTimePassword> AddAsync(string name, string login = "", Role role = Role.Sales, long department = 0) =>
        (await Members.AddAsync(Admin, new(name, login, role, department, ""), default)).Value!;

    public async Task<Scope> ScopeOfAsync(long id) => (await Roster.ScopeAsync(id, default))!;

    public ValueTask DisposeAsync() => Database.DisposeAsync();
}
