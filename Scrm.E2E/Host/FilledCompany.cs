using Scrm.Core.Database;

namespace Scrm.E2E.Host;

/// <summary>A company that has already imported a small workbook, sixty faults in it included.</summary>
public class FilledCompany : Company
{
    public const int Rows = 600;

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        if (Host is null) return;
        var folder = Directory.CreateTempSubdirectory("scrm-filled-");
        await using (var visitor = await VisitAsync())
            await visitor.TellAsync("fill", async page =>
            {
                await page.UploadAsync(new WorkbookMaker(Rows).Save(folder.FullName));
                await page.ApplyAsync();
            });
        folder.Delete(recursive: true);
    }
}

public sealed class FilledPostgresCompany : FilledCompany
{
    protected override DatabaseEngine Engine => DatabaseEngine.Postgres;
}

/// <summary>Runs where SCRM_TEST_POSTGRES names a server, and shows as skipped elsewhere.</summary>
public sealed class PostgresFactAttribute : FactAttribute
{
    public PostgresFactAttribute()
    {
        if (Places.PostgresServer is null) Skip = "SCRM_TEST_POSTGRES names no server";
    }
}
