using Scrm.Core.Database;
using Scrm.Core.Events;
using Scrm.Tests.Kit;

namespace Scrm.Tests.Events;

public sealed class LinkSignerTests
{
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

    [Fact]
    public void Next_start_knows_the_links_of_the_last()
    {
        using var folder = new TempFolder();
        var settings = new DatabaseSettings { DataFolder = folder.Path };
        Assert.Equal(100_017, new LinkSigner(settings).Read("spring", new LinkSigner(settings).Sign("spring", 100_017)));
    }
}
