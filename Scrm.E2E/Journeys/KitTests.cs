using Scrm.E2E.Host;

namespace Scrm.E2E.Journeys;

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
}
