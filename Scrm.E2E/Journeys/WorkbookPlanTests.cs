using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Scrm.Core;
using Scrm.Core.Database;
using Scrm.Core.Import;
using Scrm.Core.Tags;
using Scrm.Core.Team;
using Scrm.E2E.Host;

namespace Scrm.E2E.Journeys;

/// <summary>The seeded workbook and the planner, without a browser: where both agree, a journey that fails has failed on the page.</summary>
public sealed class WorkbookPlanTests
{
    [Fact]
    public async Task The_plan_finds_the_sixty_faults_and_nothing_else()
    {
        var folder = Directory.CreateTempSubdirectory("scrm-plan-");
        await using var services = new ServiceCollection().AddLogging(log => log.ClearProviders()).AddSingleton<ISecretBox, PlainBox>()
            .AddScrmCore(new DatabaseSettings { DataFolder = folder.FullName }).BuildServiceProvider();
        await services.GetRequiredService<DatabaseUpgrade>().RunAsync(default);
        var who = Scope.System;
        await services.GetRequiredService<PackInstaller>().InstallAsync("beauty", who);
        var maker = new WorkbookMaker();
        await using var file = File.OpenRead(maker.Save(folder.FullName));
        var desk = services.GetRequiredService<ImportDesk>();
        var id = (await desk.UploadAsync(file, "客户资料 2026.xlsx", who, default)).Value;
        var plan = (await desk.PlanAsync(id, who, null, default)).Value!;
        var found = plan.Problems.Where(kind => RowProblem.KindOf(kind.Code) is not PlanProblem.TagUnknown).ToDictionary(kind => $"{RowProblem.KindOf(kind.Code)}", kind => kind.Count);
        Assert.Equal(maker.Problems.CountBy(problem => problem.Kind).OrderBy(kind => kind.Key), found.OrderBy(kind => kind.Key));
        Assert.Equal(maker.People, plan.Counts.Created);
        Assert.Equal(WorkbookMaker.Unknown, plan.Unknown.Select(tag => tag.Name));
        folder.Delete(recursive: true);
    }

    /// <summary>Nothing is sealed here.</summary>
    private sealed class PlainBox : ISecretBox
    {
        public string Seal(string secret) => secret;

        public string? Open(string box) => box;
    }
}
