using Scrm.Bench;

var benches = new Dictionary<string, Func<string[], Task>>
{
    ["import-read"] = ImportReadBench.RunAsync,
    ["export"] = ExportBench.RunAsync,
    ["tag-filter"] = TagFilterBench.RunAsync,
    ["list-page"] = ListPageBench.RunAsync,
    ["click"] = ClickBench.RunAsync,
    ["import-apply"] = ImportApplyBench.RunAsync,
    ["view360"] = View360Bench.RunAsync,
    ["import-undo"] = ImportApplyBench.RunAsync,
    ["orders-import"] = OrdersImportBench.RunAsync,
    ["identify"] = IdentifyBench.RunAsync,
    ["ingest"] = IngestBench.RunAsync,
    ["erasure"] = ErasureBench.RunAsync,
    ["rating"] = RatingBench.RunAsync,
    ["source-report"] = SourceReportBench.RunAsync,
};

if (args.Length == 0 || !benches.TryGetValue(args[0], out var bench))
{
    Console.Error.WriteLine($"dotnet run -c Release --project Scrm.Bench -- NAME [options]\nNAME is one of: {string.Join(", ", benches.Keys)}");
    return 2;
}
await bench(args[1..]);
return 0;
