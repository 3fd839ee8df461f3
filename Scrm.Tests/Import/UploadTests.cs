using Microsoft.EntityFrameworkCore;
using Scrm.Core;
using Scrm.Core.Database;
using Scrm.Core.Import;
using Scrm.Core.Import.Sheets;
using Scrm.Core.Team;
using Scrm.Tests.Kit;

namespace Scrm.Tests.Import;

public sealed class UploadTests
{
    [Fact]
    public async Task Refused_file_leaves_nothing_behind()
    {
        await using var library = await Library.CreateAsync(DatabaseEngine.Sqlite);

        var empty = await UploadAsync(library, new MemoryStream());
        var picture = await UploadAsync(library, new MemoryStream([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 1]));
        var large = await UploadAsync(library, new MemoryStream(new byte[(20 << 20) + 1]));

        Assert.Equal((FileFault.Empty, FileFault.NotAWorkbook, FileFault.TooLarge), ((FileFault)empty.Refused!.Why, (FileFault)picture.Refused!.Why, (FileFault)large.Refused!.Why));
        Assert.Empty(Directory.GetFiles(Path.Combine(library.Data.Settings.DataFolder, "uploads")));
        await using var db = library.Open();
        Assert.Empty(await db.Imports.ToListAsync());
    }

    [Fact]
    public async Task Same_file_again_is_recognised_and_kept_once()
    {
        await using var library = await Library.CreateAsync(DatabaseEngine.Sqlite);
        const string file = "手机号,姓名\n13900000001,王小明\n";
        var first = await library.ImportAsync(file);

        var again = await library.ViewAsync(await library.UploadAsync(file));

        Assert.Equal((first.Id, 1), (Assert.Single(again.Earlier).Id, again.Earlier[0].Created));
        Assert.Single(Directory.GetFiles(Path.Combine(library.Data.Settings.DataFolder, "uploads")));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Uploaded_file_goes_some_time_after_its_import_has_ended(DatabaseEngine engine)
    {
        await using var library = await Library.CreateAsync(engine);
        var folder = Path.Combine(library.Data.Settings.DataFolder, "uploads");
        var done = await library.ImportAsync("手机号,姓名\n13900000001,王小明\n");
        var waiting = await library.UploadAsync("手机号,姓名\n13900000002,李小红\n");
        await library.PlanAsync(waiting);
        Assert.Null((await library.Get<ImportDesk>().ApplyAsync(waiting, Library.Admin, default)).Refused);
        await File.WriteAllTextAsync(Path.Combine(folder, "orphan"), "1");
        foreach (var file in Directory.GetFiles(folder)) File.SetLastWriteTimeUtc(file, library.Clock.Now);
        var sweep = library.Get<UploadSweep>();

        Assert.Equal(0, await sweep.SweepAsync(library.Clock.Now.AddHours(1), default));
        Assert.Equal(1, await sweep.SweepAsync(library.Clock.Now.AddDays(2), default));
        Assert.Equal(1, await sweep.SweepAsync(library.Clock.Now.AddDays(91), default));

        await using var db = library.Open();
        Assert.Equal((await db.Imports.SingleAsync(i => i.Id == waiting)).StoredName, Path.GetFileName(Assert.Single(Directory.GetFiles(folder))));
        Assert.Equal(ImportState.Applied, (await library.ViewAsync(done.Id)).State);
    }

    [Fact]
    public async Task Path_in_a_file_name_stays_a_name()
    {
        await using var library = await Library.CreateAsync(DatabaseEngine.Sqlite);
        var id = await library.UploadAsync("手机号\n13900000001\n", "../../etc/passwd.csv");
        Assert.Equal("passwd.csv", (await library.ViewAsync(id)).FileName);
    }

    [Fact]
    public async Task Columns_set_by_hand_are_remembered_for_the_same_headers()
    {
        await using var library = await Library.CreateAsync(DatabaseEngine.Sqlite);
        var id = await library.UploadAsync("怪列,称呼,另一列\n13900000001,王小明,杭州\n");
        var layout = (await library.ViewAsync(id)).Layout;
        ColumnRole[] roles = [ColumnRole.Phone, ColumnRole.Name, ColumnRole.Region];
        await library.Get<ImportDesk>().SetLayoutAsync(id, layout with { Columns = [.. layout.Columns.Select((c, i) => c with { Role = roles[i] })] }, Library.Admin, default);
        await library.PlanAsync(id);
        await library.ApplyAsync(id);

        var other = await library.ViewAsync(await library.UploadAsync("另一列,怪列,称呼\n宁波,13900000002,李小红\n"));

        Assert.Equal([ColumnRole.Region, ColumnRole.Phone, ColumnRole.Name], other.Layout.Columns.Select(c => c.Role));
    }

    [Fact]
    public async Task File_without_a_key_column_waits_for_the_operator()
    {
        await using var library = await Library.CreateAsync(DatabaseEngine.Sqlite);
        var id = await library.UploadAsync("姓名,地区\n王小明,杭州\n");
        var plan = await library.Get<ImportDesk>().PlanAsync(id, Library.Admin, null, default);
        Assert.Equal(ImportRefusal.NoKeyColumn, plan.Refused!.Why);
    }

    [Fact]
    public async Task Import_starts_once_however_often_it_is_clicked()
    {
        await using var library = await Library.CreateAsync(DatabaseEngine.Sqlite);
        var id = await library.UploadAsync("手机号,姓名\n13900000001,王小明\n");
        await library.PlanAsync(id);
        var desk = library.Get<ImportDesk>();

        var clicks = await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => desk.ApplyAsync(id, Library.Admin, default)));

        Assert.Single(clicks, c => c.Ok);
        Assert.All(clicks.Where(c => !c.Ok), c => Assert.Equal(ImportRefusal.AlreadyStarted, c.Refused!.Why));
    }

    [Theory]
    [InlineData(Role.Viewer)]
    [InlineData(Role.Sales)]
    public async Task Import_is_for_operators(Role role)
    {
        await using var library = await Library.CreateAsync(DatabaseEngine.Sqlite);
        var id = await library.UploadAsync("手机号,姓名\n13900000001,王小明\n");
        var who = Library.Admin with { Role = role };

        Assert.Equal(ImportRefusal.NotAllowed, (await library.Get<ImportDesk>().UploadAsync(Stream.Null, "a.csv", who, default)).Refused!.Why);
        Assert.Equal(ImportRefusal.NotAllowed, (await library.Get<ImportDesk>().PlanAsync(id, who, null, default)).Refused!.Why);
        Assert.Equal(ImportRefusal.NotAllowed, (await library.Get<ImportDesk>().ApplyAsync(id, who, default)).Refused!.Why);
        Assert.Null(await library.Get<ImportHistory>().FindAsync(id, who, default));
        Assert.Empty(await library.Get<ImportHistory>().ListAsync(who, 10, default));
        Assert.Null(await library.Get<ErrorFile>().NameAsync(id, who, default));
    }

    [Fact]
    public async Task Error_workbook_holds_the_rows_as_they_were_with_the_reasons()
    {
        await using var library = await Library.CreateAsync(DatabaseEngine.Sqlite);
        var view = await library.ImportAsync("手机号,姓名\n13900000001,王小明\n12,李小红\n,张三\n");
        using var book = new MemoryStream();

        await library.Get<ErrorFile>().WriteAsync(book, view.Id, Library.Admin, new("问题", "原行号", "原因", role => role.ToString()), (kind, _) => kind.ToString(), default);

        var path = Path.Combine(library.Data.Settings.DataFolder, "errors.xlsx");
        await File.WriteAllBytesAsync(path, book.ToArray());
        using var file = SheetFile.Open(path, "errors.xlsx");
        var rows = file.Rows(0).Select(r => string.Join('|', r.Cells.Select(c => c.Text))).ToList();
        Assert.Equal(["原行号|手机号|姓名|原因", "3|12|李小红|PhoneUnreadable\nNoKey", "4|张三|NoKey"], rows);
    }

    private static Task<Outcome<long>> UploadAsync(Library library, Stream file) => library.Get<ImportDesk>().UploadAsync(file, "客户.xlsx", Library.Admin, default);
}
