using Scrm.Core.Database;
using Scrm.Core.Team;
using Scrm.Tests.Kit;

namespace Scrm.Tests.Team;

public sealed class DepartmentTests
{
    [Theory, OnSqlite, OnPostgres]
    public async Task Manager_sees_members_of_their_department_and_of_those_below(DatabaseEngine engine)
    {
        await using var rig = await TeamRig.CreateAsync(engine);
        var manager = (await rig.AddAsync("主管")).MemberId;
        var sales = (await rig.Departments.SaveAsync(rig.Admin, 0, "销售部", 0, manager, default)).Value;
        var east = (await rig.Departments.SaveAsync(rig.Admin, 0, "华东组", sales, 0, default)).Value;
        var other = (await rig.Departments.SaveAsync(rig.Admin, 0, "市场部", 0, 0, default)).Value;
        var near = (await rig.AddAsync("张一", department: sales)).MemberId;
        var below = (await rig.AddAsync("张二", department: east)).MemberId;
        var stranger = (await rig.AddAsync("张三", department: other)).MemberId;

        Assert.Equivalent(new[] { manager, near, below }, (await rig.ScopeOfAsync(manager)).Team, strict: true);
        Assert.Equal([stranger], (await rig.ScopeOfAsync(stranger)).Team);
        Assert.Equal([("销售部", 0), ("华东组", 1), ("市场部", 0)], (await rig.Departments.TreeAsync(default)).Select(d => (d.Name, d.Depth)));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Department_cannot_move_under_itself(DatabaseEngine engine)
    {
        await using var rig = await TeamRig.CreateAsync(engine);
        var top = (await rig.Departments.SaveAsync(rig.Admin, 0, "销售部", 0, 0, default)).Value;
        var below = (await rig.Departments.SaveAsync(rig.Admin, 0, "华东组", top, 0, default)).Value;

        Assert.Equal(TeamRefusal.DepartmentCycle, (await rig.Departments.SaveAsync(rig.Admin, top, "销售部", below, 0, default)).Refused!.Why);
        Assert.Equal(TeamRefusal.DepartmentCycle, (await rig.Departments.SaveAsync(rig.Admin, top, "销售部", top, 0, default)).Refused!.Why);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Department_with_people_stays(DatabaseEngine engine)
    {
        await using var rig = await TeamRig.CreateAsync(engine);
        var sales = (await rig.Departments.SaveAsync(rig.Admin, 0, "销售部", 0, 0, default)).Value;
        await rig.AddAsync("张一", department: sales);

        var refused = await rig.Departments.DeleteAsync(rig.Admin, sales, default);

        Assert.Equal(TeamRefusal.DepartmentInUse, refused.Refused!.Why);
        Assert.Equal([1, 0], refused.Refused.Values);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Empty_department_goes(DatabaseEngine engine)
    {
        await using var rig = await TeamRig.CreateAsync(engine);
        var id = (await rig.Departments.SaveAsync(rig.Admin, 0, "临时组", 0, 0, default)).Value;

        Assert.True((await rig.Departments.DeleteAsync(rig.Admin, id, default)).Ok);
        Assert.Empty(await rig.Departments.TreeAsync(default));
    }
}
