using System.Xml.Linq;
using Microsoft.AspNetCore.DataProtection.Repositories;

namespace Scrm.Web.Hosting;

/// <summary>The keys that seal cookies, in the data folder, readable by the product's own user alone.</summary>
internal sealed class PrivateKeyFiles(DirectoryInfo folder, ILoggerFactory log) : FileSystemXmlRepository(folder, log)
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    public static PrivateKeyFiles In(string dataFolder, ILoggerFactory log)
    {
        var folder = System.IO.Directory.CreateDirectory(Path.Combine(dataFolder, "keys"));
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(folder.FullName, OwnerOnly | UnixFileMode.UserExecute);
        return new(folder, log);
    }

    public override void StoreElement(XElement element, string friendlyName)
    {
        base.StoreElement(element, friendlyName);
        if (OperatingSystem.IsWindows()) return;
        foreach (var key in Directory.GetFiles()) File.SetUnixFileMode(key.FullName, OwnerOnly);
    }
}
