using System.Collections.Concurrent;
using Scrm.Core.Database;
using Scrm.Core.Events;
using Scrm.Tests.Kit;

namespace Scrm.Tests.Events;

public sealed class LinkSignerTests
{
    [Fact]
    public void Nodes_that_start_together_sign_with_one_key()
    {
        for (var run = 0; run < 20; run++)
        {
            using var folder = new TempFolder();
            var signed = new ConcurrentBag<string>();
            using var together = new Barrier(8);
            var nodes = Enumerable.Range(0, 8).Select(_ => new Thread(() =>
            {
                var node = new LinkSigner(new DatabaseSettings { DataFolder = folder.Path });
                together.SignalAndWait();
                signed.Add(Sign(node));
            })).ToList();
            nodes.ForEach(node => node.Start());
            nodes.ForEach(node => node.Join());
            Assert.Equal(8, signed.Count);
            Assert.Single(signed.Distinct());
            Assert.Single(Directory.EnumerateFiles(folder.Path, "*", SearchOption.AllDirectories));
        }
    }

    [Fact]
    public void What_was_not_signed_here_for_this_link_is_nobodys()
    {
        using var folder = new TempFolder();
        var signer = new LinkSigner(new DatabaseSettings { DataFolder = folder.Path });
        var token = signer.Sign("spring", 100_017);
        Assert.Equal(100_017, signer.Read("spring", token));
        Assert.Null(signer.Read("autumn", token));
        Assert.Null(signer.Read("spring", "1" + token));
        Assert.Null(signer.Read("spring", token[..^1]));
        Assert.Null(signer.Read("spring", ""));
        Assert.Null(signer.Read("spring", "x.y"));
        Assert.Null(signer.Read("spring", null));
    }

    private static string Sign(LinkSigner node)
    {
        try
        {
            return node.Sign("spring", 100_017);
        }
        catch (IOException fault)
        {
            return fault.Message;
        }
    }
}
