using Scrm.E2E.Host;

namespace Scrm.E2E.Journeys;

/// <summary>The kit itself: a story that cannot fail proves nothing.</summary>
public sealed class KitTests
{
    [Fact]
    public void The_workbook_holds_sixty_faults_of_known_kinds()
    {
        var folder = Directory.CreateTempSubdirectory("scrm-book-");
        var maker = new WorkbookMaker();
        maker.Save(folder.FullName);
        Assert.Equal(60, maker.Problems.Count);
        Assert.Equal(60, maker.Problems.DistinctBy(problem => problem.Row).Count());
        Assert.Equal(4_942, maker.People);
        folder.Delete(recursive: true);
    }

    [Fact]
    public async Task A_story_fails_of_an_error_behind_the_page()
    {
        await using var visitor = await Visitor.ArriveAsync("http://127.0.0.1");
        var failure = await Assert.ThrowsAnyAsync<Exception>(() => visitor.TellAsync("kit", page => page.EvaluateAsync("() => console.error('seen')")));
        Assert.Contains("seen", failure.Message);
    }

    [Fact]
    public async Task Pages_too_wide_or_without_names_are_noticed()
    {
        await using var visitor = await Visitor.ArriveAsync("http://127.0.0.1", Look.Phone);
        await visitor.Page.SetContentAsync("<html lang=zh><head><title>t</title></head><body><main><h1>标题</h1><button></button><div style='width:900px'>宽</div></main></body></html>");
        var found = await visitor.Page.InspectAsync();
        Assert.Contains(found, problem => problem.Contains("button-name", StringComparison.Ordinal));
        Assert.Contains(found, problem => problem.Contains("wider than the window", StringComparison.Ordinal));
    }
}
